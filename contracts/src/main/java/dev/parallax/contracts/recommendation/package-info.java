/** What was shown to whom. */
package dev.parallax.contracts.recommendation;
