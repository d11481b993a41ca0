/** Tells a shop's life to the running suite, through the doors that any shop would use. */
package dev.parallax.local.shop.tell;
