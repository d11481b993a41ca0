package dev.parallax.segmentation.model;

import dev.parallax.segmentation.segment.Segment;
import dev.parallax.segmentation.segment.SegmentModel;
import java.util.ArrayList;
import java.util.List;

/**
 * A stored segmentation, ready to serve.
 *
 * @param id of the model
 * @param withoutPurchases customers of the training snapshot who had bought nothing
 */
public record Segmentation(String id, SegmentModel model, int withoutPurchases) {

  /** Ids are of one model only, so that a member is never mistaken for one of another's segment. */
  public String segmentId(Segment segment) {
    return id + "-" + segment.number();
  }

  /** The segments of the model, and at the end the customers who have bought nothing. */
  public List<Segment> segments() {
    List<Segment> segments = new ArrayList<>(model.segments());
    segments.add(Segment.noPurchases(withoutPurchases));
    return segments;
  }
}
