/** Who may send: sources and their write keys. */
package dev.parallax.ingestion.source;
