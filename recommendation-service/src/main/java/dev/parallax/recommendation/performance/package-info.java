/** How what was shown did: click-through, conversion and revenue, by whatever tells lists apart. */
package dev.parallax.recommendation.performance;
