/** Calls of the Segment spec: what is in them and what is wrong with them. Plain Java. */
package dev.parallax.ingestion.call;
