/** Other processes: what a measurement starts besides a suite, and what one says of itself. */
package dev.parallax.bench.process;
