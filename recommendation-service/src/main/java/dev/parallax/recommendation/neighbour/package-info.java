/**
 * Item-based collaborative filtering: which items the same customers like. Plain Java on sparse
 * primitive arrays.
 */
package dev.parallax.recommendation.neighbour;
