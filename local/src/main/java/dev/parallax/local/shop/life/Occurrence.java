package dev.parallax.local.shop.life;

import java.time.Instant;
import java.util.Comparator;
import java.util.Map;
import java.util.Objects;

/**
 * Something that happened, ready to be sent.
 *
 * @param id the same in every run of the same plan, so that sending it twice counts once
 * @param body what the door of the channel takes, as JSON
 */
public record Occurrence(Channel channel, Instant at, String id, Map<String, Object> body)
    implements Comparable<Occurrence> {

  private static final Comparator<Occurrence> ORDER =
      Comparator.comparing(Occurrence::at).thenComparing(Occurrence::id);

  public Occurrence {
    Objects.requireNonNull(channel, "channel");
    Objects.requireNonNull(at, "at");
    Objects.requireNonNull(id, "id");
    Objects.requireNonNull(body, "body");
  }

  /** By time, then by id, so that the order of a life is always the same. */
  @Override
  public int compareTo(Occurrence other) {
    return ORDER.compare(this, other);
  }
}
