/** What was not taken in, kept encrypted with its reason: nothing is lost silently. */
package dev.parallax.ingestion.quarantine;
