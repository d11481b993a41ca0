/** Finds personal data in what comes in and takes it out: plain Java, no state. */
package dev.parallax.ingestion.privacy;
