/** What asks nothing of a history: what is popular, what is on the rise, chance. */
package dev.parallax.recommendation.algorithm.popular;
