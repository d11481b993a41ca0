/** What callers are told while the broker or the database is away. */
package dev.parallax.ingestion.outage;
