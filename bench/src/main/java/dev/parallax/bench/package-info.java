/** Speed of the running suite: {@code ./parallax bench}. */
package dev.parallax.bench;
