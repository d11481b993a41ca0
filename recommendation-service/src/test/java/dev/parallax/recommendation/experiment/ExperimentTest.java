package dev.parallax.recommendation.experiment;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parallax.kit.problem.FieldError;
import dev.parallax.recommendation.performance.ArmReader;
import dev.parallax.recommendation.ranker.ServingRanker;
import dev.parallax.recommendation.statistics.Rate;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ExperimentTest {
  private static final Instant START = Instant.parse("2026-03-01T12:00:00Z");

  private static ExperimentDefinition.Arm arm(String name, Double share) {
    return new ExperimentDefinition.Arm(name, share, null, null, null, null, null);
  }

  private static Experiment experiment(double share) {
    return new Experiment(
        "colours",
        Experiment.State.RUNNING,
        new ExperimentDefinition(
            null, null, null, share, List.of(arm("control", 0.6), arm("other", 0.2)), null, null),
        START,
        START,
        null,
        null);
  }

  @Test
  void customersAreDividedByTheSharesAndStay() {
    Map<String, Integer> arms = new HashMap<>();
    for (int i = 0; i < 40_000; i++) {
      String cid = "c_" + i;
      arms.merge(arm(experiment(0.5), cid), 1, Integer::sum);
      assertThat(arm(experiment(0.5), cid)).isEqualTo(arm(experiment(0.5), cid));
    }
    assertThat(arms.get("none")).isBetween(19_600, 20_400);
    assertThat(arms.get("control")).isBetween(14_700, 15_300);
  }

  @Test
  void aLargerShareMovesNobodyToAnotherArm() {
    for (int i = 0; i < 1_000; i++) {
      String before = arm(experiment(0.3), "c_" + i);
      if (!before.equals("none")) {
        assertThat(arm(experiment(0.9), "c_" + i)).isEqualTo(before);
      }
    }
  }

  private static String arm(Experiment experiment, String cid) {
    return experiment.treatment(cid).map(Treatment::arm).orElse("none");
  }

  @Test
  void customersDividedOtherwiseThanMeantSpoilTheResult() {
    ArmReader.Arm many = shown(4_000, 800);
    ArmReader.Arm few = shown(800, 300);
    ExperimentResults results =
        Judge.ab(experiment(1), Map.of("control", many, "other", few), START, START);
    assertThat(results.sampleRatio().mismatch()).isTrue();
    assertThat(results.verdict().en()).contains("cannot be trusted");
  }

  @Test
  void theBetterArmIsNamedAndNothingIsSaidOfChance() {
    ExperimentResults better =
        Judge.ab(
            experiment(1),
            Map.of("control", shown(3_000, 300), "other", shown(1_000, 200)),
            START,
            START);
    assertThat(better.verdict().en())
        .isEqualTo("Customers click more of other: 2.00 % of items against 1.00 % of control.");
    assertThat(better.verdict().zh())
        .contains("“other”")
        .contains("2.00 %")
        .contains("“control”为 1.00");
    assertThat(better.arms().getLast().clickThroughDifference().probability()).isLessThan(0.01);
    ExperimentResults alike =
        Judge.ab(
            experiment(1),
            Map.of("control", shown(3_000, 300), "other", shown(1_000, 104)),
            START,
            START);
    assertThat(alike.verdict().en()).startsWith("No difference");
  }

  /** So many customers with ten items each, so many of whom clicked one. */
  private static ArmReader.Arm shown(double customers, double clicked) {
    return new ArmReader.Arm(
        new Rate.Sums(customers, customers * 10, customers * 100, clicked, clicked, clicked * 10),
        new Rate.Sums(customers, customers * 10, customers * 100, 0, 0, 0));
  }

  @Test
  void anArmSaysWhichRankerOrdersItsLists() {
    assertThat(ranked(null, null).variant().ranker()).isNull();
    assertThat(ranked(true, null).variant().ranker()).isNull();
    assertThat(ranked(false, null).variant().ranker()).isEqualTo(ServingRanker.NONE);
    assertThat(ranked(null, "r-1").variant().ranker()).isEqualTo("r-1");
  }

  private static ExperimentDefinition.Arm ranked(Boolean ranker, String version) {
    return new ExperimentDefinition.Arm("a", null, null, null, null, ranker, version);
  }

  @Test
  void everyMistakeOfADefinitionIsNamed() {
    ExperimentDefinition wrong =
        new ExperimentDefinition(
            "x".repeat(501),
            null,
            List.of(),
            0.0,
            List.of(
                arm("a", 2.0),
                arm("a", null),
                new ExperimentDefinition.Arm(
                    "b",
                    null,
                    null,
                    new ExperimentDefinition.Weights(1.0, -1.0, 0.0),
                    "magic",
                    false,
                    "recommendation-ranker-000001")),
            List.of(arm("a", 0.5)),
            1.5);
    assertThat(wrong.mistakes())
        .extracting(FieldError::field)
        .containsExactlyInAnyOrder(
            "description",
            "share",
            "surfaces",
            "arms[0].share",
            "arms[1].name",
            "arms[2].blend",
            "arms[2].strategy",
            "arms[2].strategy",
            "arms[2].rankerVersion",
            "candidates[0].name",
            "candidates",
            "shuffled");
    assertThat(
            new ExperimentDefinition(
                    null,
                    ExperimentDefinition.Kind.INTERLEAVED,
                    null,
                    null,
                    List.of(arm("a", null), arm("b", null), arm("c", null)),
                    List.of(arm("d", null)),
                    0.1)
                .mistakes())
        .extracting(FieldError::field)
        .containsExactly("arms", "candidates", "shuffled");
  }
}
