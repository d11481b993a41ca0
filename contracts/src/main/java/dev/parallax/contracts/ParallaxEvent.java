package dev.parallax.contracts;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.time.Instant;

/**
 * What every record on the log has: an identity to recognise repeats by, and the time it happened
 * at.
 */
public interface ParallaxEvent {
  /** A repeat of the same event carries the same id. */
  String id();

  /** Unique among the events of a topic: the {@code ce_id}, by which consumers know repeats. */
  @JsonIgnore
  default String eventId() {
    return id();
  }

  /** Event time, not the time of receipt. */
  Instant occurredAt();

  /** The Kafka key: events with the same key keep their order. */
  @JsonIgnore
  String key();
}
