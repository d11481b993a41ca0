/** What somebody would rate: scores are on the scale of the ratings that were learned from. */
package dev.parallax.recommendation.algorithm.rating;
