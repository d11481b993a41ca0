/** How events are identified, so that repeats are known as such. */
package dev.parallax.ingestion.event;
