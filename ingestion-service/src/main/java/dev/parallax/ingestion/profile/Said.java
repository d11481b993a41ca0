package dev.parallax.ingestion.profile;

import dev.parallax.contracts.profile.Purpose;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Set;

/**
 * What the store has of a customer so far; calls and signals repeat themselves.
 *
 * @param standing the answers that count
 * @param calls the last answer that calls gave, whatever stands by now
 * @param lastCalled when calls said so last, by what was stored of it
 * @param signals what Global Privacy Control has refused
 */
public record Said(
    Map<Purpose, Boolean> standing,
    Map<Purpose, Boolean> calls,
    Map<Purpose, Instant> lastCalled,
    Set<Purpose> signals) {
  /**
   * A repeat after so long is stored again: which of two calls that come in the wrong order is the
   * later one can be told by the last repeat only.
   */
  private static final Duration REFRESHED = Duration.ofHours(1);

  /** Of somebody who said nothing. */
  public static final Said NOTHING = new Said(Map.of(), Map.of(), Map.of(), Set.of());

  public Said {
    standing = Map.copyOf(standing);
    calls = Map.copyOf(calls);
    lastCalled = Map.copyOf(lastCalled);
    signals = Set.copyOf(signals);
  }

  /** Whether hearing these again at that time would change nothing that matters. */
  public boolean knows(Map<Purpose, Boolean> answers, Set<Purpose> refused, Instant at) {
    return calls.entrySet().containsAll(answers.entrySet())
        && answers.keySet().stream()
            .map(lastCalled::get)
            .allMatch(last -> last != null && at.isBefore(last.plus(REFRESHED)))
        && signals.containsAll(refused);
  }
}
