/** The way onto the log: waits until the broker has what was sent, and counts it. */
package dev.parallax.ingestion.publish;
