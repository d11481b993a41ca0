/** How soon recommendations are answered, and how soon they know of a purchase. */
package dev.parallax.bench.recommendations;
