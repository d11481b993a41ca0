/** From scores to probabilities, and how sure they are. */
package dev.parallax.learning.calibration;
