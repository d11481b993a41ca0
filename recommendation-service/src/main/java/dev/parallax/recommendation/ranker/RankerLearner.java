package dev.parallax.recommendation.ranker;

import dev.parallax.recommendation.evaluation.metric.Comparison;
import java.util.Arrays;
import java.util.List;

/**
 * Learns from the earlier lists, asks the later ones whether that is better than the blend, and if
 * so learns from all of them.
 */
final class RankerLearner {
  static final int FEWEST_LISTS = 200;
  static final int FEWEST_CUSTOMERS = 40;
  private static final double LEARNED_FROM = 0.8;

  private RankerLearner() {}

  /** What became of it. */
  enum Outcome {
    /** Better than the blend beyond chance, and not worse than what serves. */
    BETTER("it orders later lists better than the blended scores do, beyond chance"),
    WITHIN_NOISE("it does not order later lists better than the blended scores do beyond chance"),
    LOST_TO_IN_SERVICE("the ranker in service orders later lists better, beyond chance"),
    TOO_FEW(
        "there are too few lists that something followed: at least %d are needed, and %d customers"
                .formatted(FEWEST_LISTS, FEWEST_CUSTOMERS)
            + " among the later fifth");

    private final String text;

    Outcome(String text) {
      this.text = text;
    }

    String text() {
      return text;
    }
  }

  /**
   * @param model from all lists; null where there were too few
   * @param gain {@link Orders} of later lists, by what was learned from earlier ones
   * @param blendGain of the same lists by the blended scores
   * @param againstBlend null where there were too few
   * @param inServiceFails whether what serves is worse than the blend beyond chance
   */
  record Learned(
      Outcome outcome,
      ChoiceModel model,
      int lists,
      int heldOut,
      double gain,
      double blendGain,
      Comparison againstBlend,
      boolean inServiceFails) {
    boolean promoted() {
      return outcome == Outcome.BETTER;
    }
  }

  /**
   * @param lists the oldest first
   * @param inService null where none serves
   */
  static Learned learn(List<Choices> lists, PositionCurve curve, ChoiceModel inService, long seed) {
    int split = (int) (lists.size() * LEARNED_FROM);
    Orders later = new Orders(lists.subList(split, lists.size()), curve);
    if (lists.size() < FEWEST_LISTS || later.customers() < FEWEST_CUSTOMERS) {
      return new Learned(Outcome.TOO_FEW, null, lists.size(), 0, 0, 0, null, false);
    }
    double[] learned = later.gains(ChoiceFitter.fit(lists.subList(0, split), curve)::logOdds);
    double[] blend = later.gains(Orders.Order.BLEND);
    Comparison againstBlend = later.compare(learned, blend, seed);
    Outcome outcome =
        againstBlend.verdict() == Comparison.Verdict.BETTER ? Outcome.BETTER : Outcome.WITHIN_NOISE;
    boolean inServiceFails = false;
    if (inService != null) {
      double[] serving = later.gains(inService::logOdds);
      inServiceFails = later.compare(serving, blend, seed).verdict() == Comparison.Verdict.WORSE;
      if (outcome == Outcome.BETTER
          && later.compare(learned, serving, seed).verdict() == Comparison.Verdict.WORSE) {
        outcome = Outcome.LOST_TO_IN_SERVICE;
      }
    }
    return new Learned(
        outcome,
        ChoiceFitter.fit(lists, curve),
        lists.size(),
        lists.size() - split,
        Arrays.stream(learned).average().orElse(0),
        Arrays.stream(blend).average().orElse(0),
        againstBlend,
        inServiceFails);
  }
}
