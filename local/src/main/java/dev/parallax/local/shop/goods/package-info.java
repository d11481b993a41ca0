/** What the shop sells, and what is secretly bought together. */
package dev.parallax.local.shop.goods;
