/** {@code bench collect}: how fast the collector takes events in over HTTP. */
package dev.parallax.bench.collect;
