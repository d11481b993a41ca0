package dev.parallax.contracts.segment;

import dev.parallax.contracts.PersonalEvent;
import dev.parallax.contracts.Phrase;
import dev.parallax.contracts.Reason;
import dev.parallax.contracts.Required;
import java.time.Instant;
import java.util.List;

/**
 * The present segment of a customer; a tombstone on the topic means that the customer is in none
 * any more.
 *
 * @param segmentId stable within a model version
 * @param occurredAt since when
 */
public record SegmentMembershipChanged(
    String id,
    String cid,
    String segmentId,
    Phrase segmentName,
    String modelVersion,
    List<Reason> reasons,
    Instant occurredAt)
    implements PersonalEvent {
  public SegmentMembershipChanged {
    Required.text("id", id);
    Required.text("cid", cid);
    Required.text("segmentId", segmentId);
    Required.value("segmentName", segmentName);
    Required.text("modelVersion", modelVersion);
    Required.value("occurredAt", occurredAt);
    reasons = reasons == null ? List.of() : List.copyOf(reasons);
  }

  @Override
  public String key() {
    return cid;
  }

  @Override
  public List<String> customers() {
    return List.of(cid);
  }

  @Override
  public Instant knownAt() {
    return occurredAt;
  }
}
