/**
 * Everything that was accepted, once more as Parquet: a reader of the log of its own, files that
 * appear together with the offsets they cover, and what has to be taken out of them again.
 */
package dev.parallax.ingestion.archive;
