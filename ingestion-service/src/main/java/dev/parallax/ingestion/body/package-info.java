/** Reads request bodies within limits: plain Java. */
package dev.parallax.ingestion.body;
