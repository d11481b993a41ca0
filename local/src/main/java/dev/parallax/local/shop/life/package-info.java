/** The life itself: visits, orders, returns, opinions and readings, in the order they happen. */
package dev.parallax.local.shop.life;
