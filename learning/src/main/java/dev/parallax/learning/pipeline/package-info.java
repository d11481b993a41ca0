/**
 * From a table to the numbers that models read; fitted on training rows only, and a part of the
 * model.
 */
package dev.parallax.learning.pipeline;
