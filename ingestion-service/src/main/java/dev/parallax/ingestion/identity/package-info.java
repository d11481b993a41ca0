/** Which pseudonyms are the same person. */
package dev.parallax.ingestion.identity;
