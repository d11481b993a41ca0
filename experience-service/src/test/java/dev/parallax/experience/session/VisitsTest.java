package dev.parallax.experience.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class VisitsTest {
  private static final Duration PAUSE = Duration.ofMinutes(30);
  private static final long MINUTE = 60_000;

  /** One event: when, and which step if any. */
  record Moment(long at, Step step) {}

  @Test
  void pauseOfExactlyHalfAnHourStaysOneVisitAndOneMillisecondMoreIsTwo() {
    assertThat(Visits.join(List.of(Visit.of(0, null), Visit.of(30 * MINUTE, null)), PAUSE))
        .hasSize(1);
    assertThat(Visits.join(List.of(Visit.of(0, null), Visit.of(30 * MINUTE + 1, null)), PAUSE))
        .hasSize(2);
  }

  @Test
  void lateEventInThePauseJoinsTwoStoredVisitsAndKeepsTheLowerId() {
    Visit morning = new Visit(7, 0, 10 * MINUTE, 3, 0, Trail.of(Step.VIEWED, 0));
    Visit noon = new Visit(4, 60 * MINUTE, 70 * MINUTE, 2, 1, Trail.of(Step.ORDERED, 70 * MINUTE));
    List<Visit> joined =
        Visits.join(List.of(noon, Visit.of(35 * MINUTE, Step.ADDED), morning), PAUSE);
    assertThat(joined)
        .singleElement()
        .satisfies(
            visit -> {
              assertThat(visit.id()).isEqualTo(4);
              assertThat(visit.startedAt()).isZero();
              assertThat(visit.endedAt()).isEqualTo(70 * MINUTE);
              assertThat(visit.events()).isEqualTo(6);
              assertThat(visit.orders()).isEqualTo(1);
              assertThat(visit.depth()).as("viewed, added, no checkout").isEqualTo(2);
            });
  }

  @Property(tries = 500, seed = "2026")
  void anyOrderOfArrivalInAnyBatchesGivesTheVisitsOfSortingFirst(
      @ForAll("moments") List<Moment> moments,
      @ForAll long seed,
      @ForAll @IntRange(min = 1, max = 9) int batch) {
    List<Moment> shuffled = new ArrayList<>(moments);
    java.util.Collections.shuffle(shuffled, new Random(seed));
    List<Visit> known = List.of();
    for (int from = 0; from < shuffled.size(); from += batch) {
      List<Visit> parts = new ArrayList<>(known);
      shuffled.subList(from, Math.min(from + batch, shuffled.size())).stream()
          .map(m -> Visit.of(m.at(), m.step()))
          .forEach(parts::add);
      known = Visits.join(parts, PAUSE);
    }
    assertThat(known.stream().map(VisitsTest::facts).toList()).isEqualTo(bySortingFirst(moments));
  }

  private static List<Long> facts(Visit v) {
    return List.of(
        v.startedAt(), v.endedAt(), (long) v.events(), (long) v.orders(), (long) v.depth());
  }

  /** The definition, written down plainly: sort, cut at pauses, walk the steps in order. */
  private static List<List<Long>> bySortingFirst(List<Moment> moments) {
    List<Moment> sorted = new ArrayList<>(moments);
    sorted.sort(
        Comparator.comparingLong(Moment::at)
            .thenComparing(m -> m.step() == null ? -1 : m.step().ordinal()));
    List<List<Moment>> cut = new ArrayList<>();
    for (Moment moment : sorted) {
      if (cut.isEmpty() || moment.at() - cut.getLast().getLast().at() > PAUSE.toMillis()) {
        cut.add(new ArrayList<>());
      }
      cut.getLast().add(moment);
    }
    return cut.stream().map(VisitsTest::factsOfSorted).toList();
  }

  private static List<Long> factsOfSorted(List<Moment> visit) {
    int depth = 0;
    for (Moment moment : visit) {
      if (moment.step() != null && moment.step().ordinal() == depth) {
        depth++;
      }
    }
    long orders = visit.stream().filter(m -> m.step() == Step.ORDERED).count();
    return List.of(
        visit.getFirst().at(), visit.getLast().at(), (long) visit.size(), orders, (long) depth);
  }

  @Provide
  Arbitrary<List<Moment>> moments() {
    Arbitrary<Long> at = Arbitraries.longs().between(-40, 400).map(minutes -> minutes * MINUTE / 2);
    Arbitrary<Step> step = Arbitraries.of(Step.class).injectNull(0.2);
    return Combinators.combine(at, step).as(Moment::new).list().ofMaxSize(40);
  }
}
