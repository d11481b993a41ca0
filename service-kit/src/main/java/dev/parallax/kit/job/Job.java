package dev.parallax.kit.job;

import com.fasterxml.jackson.annotation.JsonValue;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.Locale;

/**
 * A job as callers see it.
 *
 * @param id begins with the service's name
 * @param total what {@code done} counts up to, 0 while unknown
 * @param message what it does at the moment
 * @param result what it found, once succeeded; of a failed one what it had done until then, where
 *     its kind says so
 * @param error why it failed, in plain words
 */
public record Job(
    String id,
    String kind,
    State state,
    long done,
    long total,
    String message,
    ObjectNode result,
    String error,
    Instant createdAt,
    Instant startedAt,
    Instant finishedAt) {

  /** Where a job stands. */
  public enum State {
    QUEUED,
    RUNNING,
    SUCCEEDED,
    FAILED;

    @JsonValue
    public String wireName() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  public boolean finished() {
    return state == State.SUCCEEDED || state == State.FAILED;
  }
}
