/** How fast half a million rows come in. */
package dev.parallax.bench.imports;
