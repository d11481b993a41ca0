/** Answers that are tables, as JSON and as CSV. */
package dev.parallax.kit.table;
