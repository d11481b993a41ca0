/**
 * How good lists are, measured on what was held out: questions, full ranking, tuning on a
 * validation part, intervals, tables. Plain Java.
 */
package dev.parallax.recommendation.evaluation;
