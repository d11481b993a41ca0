/** What to offer next, and why. */
package dev.parallax.recommendation;
