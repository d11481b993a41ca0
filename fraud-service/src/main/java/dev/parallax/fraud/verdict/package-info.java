/** From features, model and rules to a decision with its reasons. Plain Java. */
package dev.parallax.fraud.verdict;
