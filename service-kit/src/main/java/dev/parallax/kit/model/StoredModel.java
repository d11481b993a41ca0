package dev.parallax.kit.model;

import com.fasterxml.jackson.annotation.JsonValue;
import java.time.Instant;
import java.util.Locale;

/**
 * A model in the registry.
 *
 * @param id {@code <service>-<name>-<number>}, what answers call {@code modelVersion}
 */
public record StoredModel(
    String id, String name, State state, ModelCard card, Instant createdAt, Instant promotedAt) {

  /**
   * A candidate waits; the champion serves; retired ones served once; rejected ones lost to the
   * baseline, or did worse in service than the one before, as their card's evaluation then says.
   */
  public enum State {
    CANDIDATE,
    CHAMPION,
    RETIRED,
    REJECTED;

    @JsonValue
    public String wireName() {
      return name().toLowerCase(Locale.ROOT);
    }
  }
}
