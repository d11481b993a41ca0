/** What is measured of lists, case by case, and how sure it is. Plain Java. */
package dev.parallax.recommendation.evaluation.metric;
