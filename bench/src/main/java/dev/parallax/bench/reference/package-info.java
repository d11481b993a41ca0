/** What a figure is compared with in the same run. */
package dev.parallax.bench.reference;
