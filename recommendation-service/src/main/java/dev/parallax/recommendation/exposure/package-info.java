/** What was shown to whom: announced, kept for a while, seen or not, and told with its reasons. */
package dev.parallax.recommendation.exposure;
