package dev.parallax.experience.measure;

import java.util.List;

/**
 * All that is known of one segment.
 *
 * @param segment its id
 */
public record SegmentEvidence(
    String segment, Whole attention, Whole shown, Whole bought, List<Cell> cells) {
  public SegmentEvidence {
    cells = List.copyOf(cells);
  }
}
