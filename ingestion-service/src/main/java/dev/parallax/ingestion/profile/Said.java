package dev.parallax.ingestion.profile;

import dev.parallax.contracts.profile.Purpose;
import java.util.Map;
import java.util.Set;

/**
 * What the store has of a customer so far; calls and signals repeat themselves.
 *
 * @param standing the answers that count
 * @param calls the last answer that calls gave, whatever stands by now
 * @param signals what Global Privacy Control has refused
 */
public record Said(
    Map<Purpose, Boolean> standing, Map<Purpose, Boolean> calls, Set<Purpose> signals) {
  /** Of somebody who said nothing. */
  public static final Said NOTHING = new Said(Map.of(), Map.of(), Set.of());

  public Said {
    standing = Map.copyOf(standing);
    calls = Map.copyOf(calls);
    signals = Set.copyOf(signals);
  }

  /** Whether hearing these again would change nothing. */
  public boolean knows(Map<Purpose, Boolean> answers, Set<Purpose> refused) {
    return calls.entrySet().containsAll(answers.entrySet()) && signals.containsAll(refused);
  }
}
