package dev.parallax.contracts;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.time.Instant;

/**
 * What every record on the log has: an identity to recognise repeats by, and the time it happened
 * at.
 */
public interface ParallaxEvent {
  /** Unique per event; a repeat of the same event carries the same id. */
  String id();

  /** Event time, not the time of receipt. */
  Instant occurredAt();

  /** The Kafka key: events with the same key keep their order. */
  @JsonIgnore
  String key();
}
