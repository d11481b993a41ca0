/** Compares what the suite found with the hidden truth, through the public API only. */
package dev.parallax.local.shop.check;
