package dev.parallax.recommendation.recommend;

import dev.parallax.contracts.Reason;
import dev.parallax.recommendation.behaviour.Past;
import dev.parallax.recommendation.customer.CustomerState;
import dev.parallax.recommendation.history.Tally;
import java.util.Map;

/**
 * Whom a list is for, and what may be used of them.
 *
 * @param cid null for nobody in particular
 * @param segment null for none, or one that may not be used
 * @param impersonal why nothing of the customer's own may be used, null when it may
 * @param past what they did, were shown and turned down
 */
record Asker(String cid, CustomerState.Segment segment, Reason impersonal, Past past) {
  static final Asker NOBODY = new Asker(null, null, null, Past.NONE);

  /** Somebody of whom nothing may be used. */
  static Asker impersonal(String cid, Reason why) {
    return new Asker(cid, null, why, Past.NONE);
  }

  boolean isPersonal() {
    return impersonal == null;
  }

  /** By item. */
  Map<String, Tally> history() {
    return past.items();
  }

  String segmentId() {
    return segment == null ? "" : segment.id();
  }
}
