/** Linear models of items in closed form. */
package dev.parallax.recommendation.algorithm.ease;
