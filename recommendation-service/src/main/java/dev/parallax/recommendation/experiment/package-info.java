/** What is tried out on customers: who gets which arm, and what may be said of the arms. */
package dev.parallax.recommendation.experiment;
