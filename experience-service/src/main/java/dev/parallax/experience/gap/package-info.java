/** Computes the gaps from what is stored, and serves them. */
package dev.parallax.experience.gap;
