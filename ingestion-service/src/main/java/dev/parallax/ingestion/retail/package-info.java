/**
 * The mapping {@code online-retail}: the invoice lines of the UCI "Online Retail" data (Chen 2015,
 * doi:10.24432/C5BW33) become orders, refunds and a catalog. Plain Java. What is done with each
 * kind of row is in the module's README.
 */
package dev.parallax.ingestion.retail;
