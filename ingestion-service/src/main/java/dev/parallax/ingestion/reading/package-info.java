/** Measurements of sensors in the firm's rooms. */
package dev.parallax.ingestion.reading;
