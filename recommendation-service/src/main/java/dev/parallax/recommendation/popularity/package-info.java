/** What sells at the moment, overall and within a segment. Plain Java; items are numbers from 0. */
package dev.parallax.recommendation.popularity;
