/** Lists over HTTP: {@code {items, nextCursor}}. */
package dev.parallax.kit.page;
