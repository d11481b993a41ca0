/** What marketers want of lists, as rules: what comes first, more, less, or not at all. */
package dev.parallax.recommendation.merchandising;
