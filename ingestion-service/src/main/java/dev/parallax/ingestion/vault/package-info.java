/** Encrypts what must be kept and may not be read by anyone with the database alone. */
package dev.parallax.ingestion.vault;
