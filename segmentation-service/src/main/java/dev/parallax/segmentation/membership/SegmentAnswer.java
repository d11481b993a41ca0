package dev.parallax.segmentation.membership;

import dev.parallax.contracts.Phrase;
import dev.parallax.segmentation.segment.Segment.Distinction;
import java.util.List;
import java.util.Map;

/**
 * One segment over HTTP.
 *
 * @param origin {@code model} where it was learned, {@code rule} for those without purchases
 * @param size members now, or in training when the model does not serve
 * @param share of all members, in [0, 1]
 */
public record SegmentAnswer(
    String id,
    Phrase name,
    String origin,
    int size,
    double share,
    List<Distinction> distinguishing,
    Map<String, Double> centroid) {

  /** All segments of a model. */
  public record Listing(
      String modelId, String currency, boolean current, List<SegmentAnswer> items) {}

  /** A customer within a segment. */
  public record Member(String cid, java.time.Instant since) {}
}
