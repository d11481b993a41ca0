/**
 * Where accepted events wait in the database while the broker is away, and how they come to the log
 * in their order once it is back (docs/adr/0010).
 */
package dev.parallax.ingestion.spool;
