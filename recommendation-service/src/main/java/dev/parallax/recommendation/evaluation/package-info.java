/**
 * How good a ranking is, measured on what happened after the time it was learned up to. Plain Java.
 */
package dev.parallax.recommendation.evaluation;
