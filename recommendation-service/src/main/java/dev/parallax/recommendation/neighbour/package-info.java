/**
 * Sparse matrices, and which of their columns are alike: items that the same customers like. Plain
 * Java on primitive arrays.
 */
package dev.parallax.recommendation.neighbour;
