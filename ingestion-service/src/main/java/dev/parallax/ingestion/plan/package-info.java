/**
 * The tracking plan: what events are to be like, by name and version. Schemas, their compatibility
 * and their inference are plain Java; store, log and HTTP are around it.
 */
package dev.parallax.ingestion.plan;
