/** From a snapshot to a model that was measured before it serves. Plain Java. */
package dev.parallax.recommendation.learning;
