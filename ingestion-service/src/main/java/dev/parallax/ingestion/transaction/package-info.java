/** Payments and refunds. */
package dev.parallax.ingestion.transaction;
