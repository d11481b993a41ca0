package dev.parallax.experience.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
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
    assertThat(
            Visits.join(
                List.of(Visit.of(null, 0, null, true), Visit.of(null, 30 * MINUTE, null, true)),
                PAUSE))
        .hasSize(1);
    assertThat(
            Visits.join(
                List.of(Visit.of(null, 0, null, true), Visit.of(null, 30 * MINUTE + 1, null, true)),
                PAUSE))
        .hasSize(2);
  }

  @Test
  void lateEventInThePauseJoinsTwoStoredVisitsAndKeepsTheLowerId() {
    Visit morning = new Visit(7, null, 0, 10 * MINUTE, 3, Trail.of(Step.VIEWED, 0));
    Visit noon =
        new Visit(4, null, 60 * MINUTE, 70 * MINUTE, 2, Trail.of(Step.ORDERED, 70 * MINUTE));
    List<Visit> joined =
        Visits.join(List.of(noon, Visit.of(null, 35 * MINUTE, Step.ADDED, true), morning), PAUSE);
    assertThat(joined)
        .singleElement()
        .satisfies(
            visit -> {
              assertThat(visit.id()).isEqualTo(4);
              assertThat(visit.startedAt()).isZero();
              assertThat(visit.endedAt()).isEqualTo(70 * MINUTE);
              assertThat(visit.events()).isEqualTo(6);
              assertThat(visit.trail().depth()).as("viewed, added, no checkout").isEqualTo(2);
            });
  }

  private static final UUID FIRST = new UUID(0, 1);
  private static final UUID SECOND = new UUID(0, 2);

  private static Map<Visit, Reach> reach(List<Visit> parts, Place... orders) {
    return Visits.reach(parts, List.of(orders), PAUSE);
  }

  @Test
  void whatTheServerTellsBelongsToTheNearestSessionWithinThePause() {
    Visit first = Visit.of(FIRST, 0, Step.VIEWED, true);
    Visit second = Visit.of(SECOND, 50 * MINUTE, Step.VIEWED, true);
    Visit nearSecond = Visit.of(null, 30 * MINUTE, Step.ADDED, true);
    Visit far = Visit.of(null, 81 * MINUTE, null, true);
    assertThat(reach(List.of(first, nearSecond, second, far)))
        .isEqualTo(
            Map.of(
                first, new Reach(0, 1, 0),
                second, new Reach(30 * MINUTE, 1, 0),
                far, new Reach(81 * MINUTE, 0, 0)));
    Visit between = Visit.of(null, 25 * MINUTE, Step.ADDED, true);
    assertThat(reach(List.of(second, between, first)))
        .as("the earlier of two that are equally near")
        .isEqualTo(Map.of(first, new Reach(0, 2, 0), second, new Reach(50 * MINUTE, 1, 0)));
  }

  @Test
  void anOrderCountsInItsSessionAndMakesNoVisitByItself() {
    Visit session = new Visit(3, FIRST, 0, 5 * MINUTE, 3, Trail.of(Step.VIEWED, 0));
    Visit server = Visit.of(null, 6 * MINUTE, Step.ORDERED, false);
    Visit invoice = Visit.of(null, 90 * MINUTE, Step.ORDERED, false);
    assertThat(
            reach(
                List.of(session, server, invoice),
                new Place(6 * MINUTE, null),
                new Place(90 * MINUTE, null)))
        .isEqualTo(Map.of(session, new Reach(0, 1, 1)));
    assertThat(reach(List.of(session, server), new Place(4 * MINUTE, FIRST)))
        .as("told by the page, too")
        .isEqualTo(Map.of(session, new Reach(0, 1, 1)));
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
          .map(m -> Visit.of(null, m.at(), m.step(), m.step() != Step.ORDERED))
          .forEach(parts::add);
      known = Visits.join(parts, PAUSE);
    }
    assertThat(known.stream().map(VisitsTest::facts).toList()).isEqualTo(bySortingFirst(moments));
  }

  private static List<Long> facts(Visit v) {
    return List.of(v.startedAt(), v.endedAt(), (long) v.events(), (long) v.trail().depth());
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
      if (moment.step() != null
          && moment.step() != Step.ORDERED
          && moment.step().ordinal() == depth) {
        depth++;
      }
    }
    long events = visit.stream().filter(m -> m.step() != Step.ORDERED).count();
    return List.of(visit.getFirst().at(), visit.getLast().at(), events, (long) depth);
  }

  @Provide
  Arbitrary<List<Moment>> moments() {
    Arbitrary<Long> at = Arbitraries.longs().between(-40, 400).map(minutes -> minutes * MINUTE / 2);
    Arbitrary<Step> step = Arbitraries.of(Step.class).injectNull(0.2);
    return Combinators.combine(at, step).as(Moment::new).list().ofMaxSize(40);
  }
}
