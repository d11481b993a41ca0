/** Linear models that tell items from items by regression. */
package dev.parallax.recommendation.algorithm.ease;
