/** Figures that compare what was found with what is true. */
package dev.parallax.local.shop.score;
