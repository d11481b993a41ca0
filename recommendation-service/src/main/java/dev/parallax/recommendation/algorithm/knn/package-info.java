/** Nearest neighbours of items and of users. */
package dev.parallax.recommendation.algorithm.knn;
