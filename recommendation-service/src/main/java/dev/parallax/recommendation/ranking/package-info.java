/**
 * From what a customer likes or has in the basket to a ranked list, with the exact share of each
 * reason in each score. Plain Java; items are numbers from 0.
 */
package dev.parallax.recommendation.ranking;
