/** What was learned, and the bytes it is stored as. Plain Java. */
package dev.parallax.recommendation.model;
