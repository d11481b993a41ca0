package dev.parallax.recommendation.experiment;

import dev.parallax.contracts.Phrase;
import dev.parallax.recommendation.statistics.Difference;
import dev.parallax.recommendation.statistics.Holm;
import dev.parallax.recommendation.statistics.Rate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * What may be said of arms in words: which is clicked more or less than the first beyond chance,
 * and which sells more or less. Of up to four arms and two rates of each one is small by chance
 * sooner or later, so that probabilities are adjusted for all together ({@link Holm}).
 */
final class Verdict {
  private static final Phrase NONE =
      new Phrase("No difference of click-through is beyond chance so far.", "目前点击率没有超出偶然的差异。");

  private final ExperimentResults.Arm first;
  private final List<Beyond> beyond = new ArrayList<>();

  /** What is told of an arm, and how. */
  private enum Told {
    CLICKS(
        ExperimentResults.Arm::clickThrough,
        ExperimentResults.Arm::clickThroughDifference,
        "Customers click %s of %s: %.2f %% of items against %.2f %% of %s.",
        "客户点击“%2$s”%1$s：点击率 %3$.2f %%，而“%5$s”为 %4$.2f %%。"),
    ORDERS(
        ExperimentResults.Arm::conversion,
        ExperimentResults.Arm::conversionDifference,
        "Customers order %s of %s: %.2f %% of items against %.2f %% of %s.",
        "客户购买“%2$s”%1$s：转化率 %3$.2f %%，而“%5$s”为 %4$.2f %%。");

    private final Function<ExperimentResults.Arm, Rate> rate;
    private final Function<ExperimentResults.Arm, Difference> difference;
    private final String en;
    private final String zh;

    Told(
        Function<ExperimentResults.Arm, Rate> rate,
        Function<ExperimentResults.Arm, Difference> difference,
        String en,
        String zh) {
      this.rate = rate;
      this.difference = difference;
      this.en = en;
      this.zh = zh;
    }

    /** 1 of what is too little known to be compared. */
    double probability(ExperimentResults.Arm arm) {
      Difference known = difference.apply(arm);
      return known == null ? 1 : known.probability();
    }

    Phrase of(ExperimentResults.Arm arm, ExperimentResults.Arm first) {
      boolean more = difference.apply(arm).value() > 0;
      return new Phrase(
          words(en, more ? "more" : "less", arm, first), words(zh, more ? "更多" : "更少", arm, first));
    }

    private String words(
        String format, String more, ExperimentResults.Arm arm, ExperimentResults.Arm first) {
      return String.format(
          Locale.ROOT,
          format,
          more,
          arm.name(),
          100 * rate.apply(arm).value(),
          100 * rate.apply(first).value(),
          first.name());
    }
  }

  private record Beyond(ExperimentResults.Arm arm, Told told) {
    double value() {
      return told.difference.apply(arm).value();
    }
  }

  private Verdict(List<ExperimentResults.Arm> arms, double level) {
    this.first = arms.getFirst();
    List<Beyond> tested =
        arms.stream()
            .skip(1)
            .flatMap(arm -> Stream.of(Told.values()).map(told -> new Beyond(arm, told)))
            .toList();
    double[] adjusted =
        Holm.adjusted(
            tested.stream().mapToDouble(one -> one.told().probability(one.arm())).toArray());
    for (int i = 0; i < adjusted.length; i++) {
      if (adjusted[i] < level) {
        beyond.add(tested.get(i));
      }
    }
  }

  /**
   * @param arms the first is what the others are compared with
   * @param level a difference is told where all that is told is by chance less often than this
   */
  static Phrase of(List<ExperimentResults.Arm> arms, double level) {
    return new Verdict(arms, level).inWords();
  }

  private Phrase inWords() {
    Phrase all = clicks().map(one -> one.told().of(one.arm(), first)).orElse(NONE);
    for (Beyond one : beyond) {
      if (one.told() == Told.ORDERS) {
        Phrase orders = one.told().of(one.arm(), first);
        all = new Phrase(all.en() + " " + orders.en(), all.zh() + orders.zh());
      }
    }
    return all;
  }

  /** The arm that is clicked most of all that are clicked more, else one that is clicked less. */
  private Optional<Beyond> clicks() {
    return beyond.stream()
        .filter(one -> one.told() == Told.CLICKS)
        .max(Comparator.comparingDouble(Beyond::value));
  }
}
