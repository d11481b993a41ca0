/** How good predictions are on rows that were not learned from, with intervals. */
package dev.parallax.learning.evaluation;
