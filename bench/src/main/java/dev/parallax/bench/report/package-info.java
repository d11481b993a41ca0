/** Figures as a table and as JSON. */
package dev.parallax.bench.report;
