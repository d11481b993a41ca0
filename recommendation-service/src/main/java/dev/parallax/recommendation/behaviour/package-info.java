/** Orders, refunds and signals: taken in from the log, kept, and read for one customer or all. */
package dev.parallax.recommendation.behaviour;
