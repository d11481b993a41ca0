/** Takes in what was shown to whom: the part of the offer that is personal. */
package dev.parallax.experience.exposure;
