package dev.parallax.experience.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class TrailTest {
  private static Trail trail(Object... stepsAndTimes) {
    Trail trail = Trail.EMPTY;
    for (int i = 0; i < stepsAndTimes.length; i += 2) {
      trail = trail.and(Trail.of((Step) stepsAndTimes[i], (Integer) stepsAndTimes[i + 1]));
    }
    return trail;
  }

  @Test
  void stepTakenBeforeTheOneItFollowsDoesNotCount() {
    assertThat(trail(Step.ADDED, 5, Step.VIEWED, 9).depth()).isEqualTo(1);
    assertThat(trail(Step.ORDERED, 5).depth()).isZero();
    assertThat(trail(Step.VIEWED, 1, Step.ADDED, 2, Step.ORDERED, 3).depth()).isEqualTo(2);
  }

  @Test
  void lateViewMakesAnEarlierAddCount() {
    Trail waiting = trail(Step.ADDED, 5, Step.CHECKOUT, 6, Step.ORDERED, 7, Step.VIEWED, 9);
    assertThat(waiting.depth()).isEqualTo(1);
    assertThat(waiting.and(Trail.of(Step.VIEWED, 5)).depth())
        .as("the same moment is in order")
        .isEqualTo(4);
  }

  @Test
  void timesThatCanNeverMatterAgainAreForgotten() {
    Trail trail =
        trail(Step.VIEWED, 1, Step.VIEWED, 2, Step.ADDED, 3, Step.ADDED, 4, Step.VIEWED, 9);
    assertThat(trail).isEqualTo(trail(Step.VIEWED, 1, Step.ADDED, 3));
  }

  @Test
  void endlessVisitOfAMachineStaysBounded() {
    Trail trail =
        LongStream.range(0, 3_000)
            .mapToObj(at -> Trail.of(Step.ADDED, at))
            .reduce(Trail.EMPTY, Trail::and);
    assertThat(trail.marks()).hasSize(Trail.MOST_PER_STEP);
    assertThat(trail.and(Trail.of(Step.VIEWED, 2_999)).depth()).isEqualTo(2);
  }

  @Test
  void marksComeBackAsTheyWere() {
    Trail trail = trail(Step.ADDED, -5, Step.VIEWED, -7, Step.ORDERED, 3);
    assertThat(Trail.ofMarks(trail.marks())).isEqualTo(trail);
    assertThat(trail.depth()).isEqualTo(2);
  }
}
