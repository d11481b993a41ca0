package dev.parallax.experience.measure;

import dev.parallax.experience.need.Need;

/** One segment and one need: the counts, and the sums their shares come from. */
public record Cell(Need need, Acts acts, Sums attention, Sums shown, Sums bought) {}
