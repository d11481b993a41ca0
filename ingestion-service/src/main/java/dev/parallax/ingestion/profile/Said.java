package dev.parallax.ingestion.profile;

import dev.parallax.contracts.profile.Purpose;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import java.util.Set;

/**
 * What the store has of a customer so far; calls and signals repeat themselves. In bits and not in
 * maps, since it is kept of a hundred thousand customers at once.
 */
public final class Said {
  /**
   * A repeat after so long is stored again: which of two that come in the wrong order is the later
   * one can be told by the last repeat only.
   */
  static final Duration REFRESHED = Duration.ofHours(1);

  private static final Purpose[] PURPOSES = Purpose.values();

  /** Of somebody who said nothing. */
  public static final Said NOTHING = new Said();

  /** By {@link Purpose#ordinal}: whether there is an answer, and which. */
  private int answered;

  private int agreed;
  private int called;
  private int calledYes;
  private int signalled;

  /** When calls said so last, in milliseconds, by what was stored of it. */
  private final long[] lastCalled = new long[PURPOSES.length];

  private Said() {}

  static Said of(Map<Purpose, PurposeAnswers> purposes) {
    Said said = new Said();
    purposes.forEach(said::add);
    return said;
  }

  private void add(Purpose purpose, PurposeAnswers answers) {
    int bit = 1 << purpose.ordinal();
    answers
        .standing()
        .ifPresent(
            answer -> {
              answered |= bit;
              agreed |= answer.agreed() ? bit : 0;
            });
    if (answers.calls() != null) {
      called |= bit;
      calledYes |= answers.calls() ? bit : 0;
      lastCalled[purpose.ordinal()] = answers.lastCalled().toEpochMilli();
    }
    signalled |= answers.isSignalled() ? bit : 0;
  }

  /** The answers that count. */
  public Map<Purpose, Boolean> standing() {
    return map(answered, agreed);
  }

  /** The last answer that calls gave, whatever stands by now. */
  public Map<Purpose, Boolean> calls() {
    return map(called, calledYes);
  }

  private static Map<Purpose, Boolean> map(int given, int yes) {
    Map<Purpose, Boolean> answers = new EnumMap<>(Purpose.class);
    for (Purpose purpose : PURPOSES) {
      int bit = 1 << purpose.ordinal();
      if ((given & bit) != 0) {
        answers.put(purpose, (yes & bit) != 0);
      }
    }
    return answers;
  }

  /**
   * Whether hearing these again at that time would change nothing that matters.
   *
   * @param answers that calls carry along
   * @param refused by the browser's signal
   */
  public boolean knows(Map<Purpose, Boolean> answers, Set<Purpose> refused, Instant at) {
    long since = at.minus(REFRESHED).toEpochMilli();
    for (Map.Entry<Purpose, Boolean> answer : answers.entrySet()) {
      int place = answer.getKey().ordinal();
      int bit = 1 << place;
      if ((called & bit) == 0
          || ((calledYes & bit) != 0) != answer.getValue()
          || lastCalled[place] <= since) {
        return false;
      }
    }
    for (Purpose purpose : refused) {
      if ((signalled & 1 << purpose.ordinal()) == 0) {
        return false;
      }
    }
    return true;
  }

  @Override
  public String toString() {
    return "said " + standing() + ", by calls " + calls() + Arrays.toString(lastCalled);
  }
}
