/** Sends requests and times their answers. */
package dev.parallax.bench.load;
