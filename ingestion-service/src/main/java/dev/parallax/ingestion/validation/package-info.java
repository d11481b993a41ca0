/** What is wrong with an input, field by field: plain Java, shared by every kind of input. */
package dev.parallax.ingestion.validation;
