/**
 * Reads files of any size from disk: what is inside, in which characters, row by row. Plain Java.
 */
package dev.parallax.ingestion.file;
