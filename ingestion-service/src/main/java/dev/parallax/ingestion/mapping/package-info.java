/**
 * How the rows of any file become inputs of the suite, as a firm describes it in YAML: reading and
 * checking of the description, and the work on each row. Plain Java.
 */
package dev.parallax.ingestion.mapping;
