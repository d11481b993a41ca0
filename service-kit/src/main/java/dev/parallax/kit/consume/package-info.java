/**
 * Batches of events from the log: decoded, de-duplicated, applied in one transaction, never lost.
 */
package dev.parallax.kit.consume;
