package dev.parallax.recommendation.tact;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.parallax.recommendation.history.Signal;
import dev.parallax.recommendation.history.Tally;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RestraintTest {
  private static final long HOUR = 3_600;
  private static final long DAY = 24 * HOUR;
  private static final long NOW = 1_000 * DAY;

  /**
   * At most 10 visits in 7 days; fades from 4 on, by half for each 2 more; nothing is forgotten.
   */
  private static final Restraint.Limits LIMITS =
      new Restraint.Limits(10, 7 * DAY, HOUR / 2, 4, 2, 1_000_000 * DAY);

  @Test
  void whatWasNotShownIsAsItIs() {
    Restraint none = restraint(Map.of(), List.of());
    assertThat(none.isEmpty()).isTrue();
    assertThat(none.factor("a")).isEqualTo(1);
    assertThat(none.visits("a")).isZero();
  }

  @Test
  void aScoreFadesWithEachVisitOnWhichNoNoticeWasTaken() {
    assertThat(restraint(Map.of(), visits(4, DAY)).factor("a")).isEqualTo(1);
    assertThat(restraint(Map.of(), visits(6, DAY)).factor("a")).isCloseTo(0.5, within(1e-3));
    assertThat(restraint(Map.of(), visits(8, DAY)).factor("a")).isCloseTo(0.25, within(1e-3));
    assertThat(restraint(Map.of(), visits(8, DAY)).factor("b")).isEqualTo(1);
  }

  @Test
  void aPageThatIsLoadedAgainIsTheSameVisit() {
    assertThat(restraint(Map.of(), visits(500, 3)).visits("a")).isEqualTo(1);
  }

  @Test
  void aBoundOfVisitsHoldsForItsPeriodOnly() {
    assertThat(restraint(Map.of(), visits(10, HOUR)).factor("a")).isZero();
    assertThat(restraint(Map.of(), visits(9, HOUR)).factor("a")).isPositive();
    List<Showing> older = new ArrayList<>();
    for (int i = 0; i < 10; i++) {
      older.add(new Showing(NOW - 8 * DAY - i * DAY, false, List.of("a")));
    }
    assertThat(restraint(Map.of(), older).factor("a")).isPositive();
  }

  @Test
  void lookingAtTheItemStartsAnew() {
    Tally looked = new Tally();
    looked.did(Signal.VIEWED, 0, NOW - 2 * HOUR - 60);
    Restraint after = restraint(Map.of("a", looked), visits(9, HOUR));
    assertThat(after.visits("a")).isEqualTo(3);
    assertThat(after.factor("a")).isEqualTo(1);
  }

  @Test
  void mailsAreCountedApart() {
    List<Showing> mails = new ArrayList<>();
    for (int i = 1; i <= 2; i++) {
      mails.add(new Showing(NOW - i * DAY, true, List.of("a")));
    }
    Restraint.Limits two = new Restraint.Limits(2, 14 * DAY, HOUR, 4, 4, 7 * DAY);
    assertThat(Restraint.of(mails, Map.of(), true, two, NOW).factor("a")).isZero();
    assertThat(Restraint.of(mails, Map.of(), false, two, NOW).factor("a")).isEqualTo(1);
  }

  @Test
  void aMailThatFollowsALookIsAMail() {
    List<Showing> both = new ArrayList<>();
    for (int i = 1; i <= 2; i++) {
      both.add(new Showing(NOW - i * DAY, false, List.of("a")));
      both.add(new Showing(NOW - i * DAY + 600, true, List.of("a")));
      both.add(new Showing(NOW - i * DAY + 900, false, List.of("a")));
    }
    Restraint.Limits two = new Restraint.Limits(2, 14 * DAY, HOUR / 2, 40, 4, 7 * DAY);
    Restraint mails = Restraint.of(both, Map.of(), true, two, NOW);
    assertThat(mails.factor("a")).isZero();
    assertThat(mails.visits("a")).isEqualTo(4);
  }

  @Test
  void aVisitLongAgoCountsLess() {
    Restraint.Limits week = new Restraint.Limits(0, DAY, HOUR, 1, 1, 7 * DAY);
    List<Showing> old =
        List.of(
            new Showing(NOW - 7 * DAY, false, List.of("a")),
            new Showing(NOW - 14 * DAY, false, List.of("a")));
    // 1/2 and 1/4 of a visit are less than the one that is free.
    assertThat(Restraint.of(old, Map.of(), false, week, NOW).factor("a")).isEqualTo(1);
    assertThat(
            Restraint.of(
                    List.of(old.getFirst(), new Showing(NOW, false, List.of("a"))),
                    Map.of(),
                    false,
                    week,
                    NOW)
                .factor("a"))
        .isCloseTo(Math.pow(0.5, 0.5), within(1e-9));
  }

  private static Restraint restraint(Map<String, Tally> history, List<Showing> showings) {
    return Restraint.of(showings, history, false, LIMITS, NOW);
  }

  /** So many, the newest now, {@code apart} seconds apart. */
  private static List<Showing> visits(int count, long apart) {
    List<Showing> showings = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      showings.add(new Showing(NOW - i * apart, false, List.of("a", "c")));
    }
    return showings;
  }
}
