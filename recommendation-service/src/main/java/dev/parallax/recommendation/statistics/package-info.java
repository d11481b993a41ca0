/** What numbers of what customers did allow to be said. Plain Java. */
package dev.parallax.recommendation.statistics;
