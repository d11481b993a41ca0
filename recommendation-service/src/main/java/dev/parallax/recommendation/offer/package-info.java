/** All that is needed to answer, in memory: the model that serves, what is popular, the catalog. */
package dev.parallax.recommendation.offer;
