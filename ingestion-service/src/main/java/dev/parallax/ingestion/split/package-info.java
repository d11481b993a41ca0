/** What became of whom, and undoing a merge that was a mistake. */
package dev.parallax.ingestion.split;
