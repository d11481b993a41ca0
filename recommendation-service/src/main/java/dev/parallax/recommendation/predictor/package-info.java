/**
 * What customers, or any rows of a table, will do next: predictors by name, learned from an
 * uploaded file or from the service's own store, asked one by one or by file.
 */
package dev.parallax.recommendation.predictor;
