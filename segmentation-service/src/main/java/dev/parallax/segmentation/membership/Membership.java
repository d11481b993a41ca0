package dev.parallax.segmentation.membership;

import dev.parallax.contracts.Phrase;
import dev.parallax.contracts.Reason;
import java.time.Instant;
import java.util.List;

/** A customer's place, as it was announced. */
record Membership(
    String cid,
    String segmentId,
    Phrase segmentName,
    String modelId,
    List<Reason> reasons,
    Instant since) {
  Membership {
    reasons = List.copyOf(reasons);
  }
}
