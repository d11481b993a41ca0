/** Factors of users and items that are learned by turns. */
package dev.parallax.recommendation.algorithm.factor;
