/** What is tried out to learn whether people like it. Plain Java. */
package dev.parallax.recommendation.exploration;
