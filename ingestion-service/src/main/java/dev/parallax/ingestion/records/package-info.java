/**
 * What transactions, feedback, readings and items have in common: one or an array, each on its own
 * merits.
 */
package dev.parallax.ingestion.records;
