/** Recommendations over HTTP: for a customer, for a basket, or for anybody, with their reasons. */
package dev.parallax.recommendation.recommend;
