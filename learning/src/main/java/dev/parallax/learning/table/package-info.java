/** Tables of numbers and categories, read from CSV or from rows of values. */
package dev.parallax.learning.table;
