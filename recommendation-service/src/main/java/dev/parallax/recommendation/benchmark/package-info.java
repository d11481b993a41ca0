/**
 * Anybody's interactions evaluated as our own are: uploaded, kept as numbers until the job is over,
 * measured, told.
 */
package dev.parallax.recommendation.benchmark;
