/** Takes in what customers say, and scores it. */
package dev.parallax.experience.feedback;
