/** What the service holds of a person, to be handed over or erased. */
package dev.parallax.recommendation.privacy;
