/** Lists over HTTP: what is asked of them, and {@code {items, nextCursor}}. */
package dev.parallax.kit.page;
