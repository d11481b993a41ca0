package dev.parallax.contracts.profile;

import dev.parallax.contracts.Required;
import java.time.Instant;

/**
 * What a customer answered when asked for consent, and when. The latest answer stands, whoever of
 * two merged pseudonyms gave it and in whichever order the answers arrive; of two given at the same
 * time, the refusal. The stricter of the two at any time was rejected: a visitor's old refusal
 * would lock out a customer who has agreed since, and who cannot agree again because they have.
 */
public record Answer(boolean agreed, Instant at) {
  public Answer {
    Required.value("at", at);
  }

  /** The one of the two that stands. */
  public Answer and(Answer other) {
    int order = at.compareTo(other.at);
    return order > 0 || (order == 0 && !agreed) ? this : other;
  }
}
