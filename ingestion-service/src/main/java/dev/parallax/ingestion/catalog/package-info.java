/** What is for sale. */
package dev.parallax.ingestion.catalog;
