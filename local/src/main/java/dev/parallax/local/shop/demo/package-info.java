/** {@code parallax demo}: a shop's year told, learned from, and compared with its truth. */
package dev.parallax.local.shop.demo;
