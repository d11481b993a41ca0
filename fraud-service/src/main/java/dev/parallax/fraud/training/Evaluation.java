package dev.parallax.fraud.training;

import dev.parallax.fraud.feature.Feature;
import dev.parallax.fraud.rule.Rule;
import dev.parallax.fraud.rule.RuleSet;
import dev.parallax.fraud.score.LogisticScore;
import dev.parallax.learning.evaluation.RankingMetrics;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Scores of the held-out transactions by the new model and by what it must beat. */
final class Evaluation {
  private final LogisticScore model;
  private final LogisticScore champion;
  private final RuleSet rules;
  private int size;
  private boolean[] frauds = new boolean[1024];
  private double[] byModel = new double[1024];
  private double[] byChampion = new double[1024];
  private double[] byAmount = new double[1024];
  private double[] byRules = new double[1024];

  /**
   * @param champion null where there is none
   */
  Evaluation(LogisticScore model, LogisticScore champion, RuleSet rules) {
    this.model = model;
    this.champion = champion;
    this.rules = rules;
  }

  void add(Example example) {
    if (size == frauds.length) {
      int capacity = size * 2;
      frauds = Arrays.copyOf(frauds, capacity);
      byModel = Arrays.copyOf(byModel, capacity);
      byChampion = Arrays.copyOf(byChampion, capacity);
      byAmount = Arrays.copyOf(byAmount, capacity);
      byRules = Arrays.copyOf(byRules, capacity);
    }
    frauds[size] = example.fraud();
    byModel[size] = model.probability(example.vector());
    byChampion[size] = champion == null ? 0 : champion.probability(example.vector());
    byAmount[size] = Feature.AMOUNT.of(example.vector());
    List<Rule> fired = rules.fired(example.transaction(), example.vector(), rule -> {});
    byRules[size] = fired.stream().mapToInt(r -> r.outcome().ordinal()).max().orElse(0);
    size++;
  }

  int size() {
    return size;
  }

  /** Of the new model; precision and recall are those of the two thresholds in force. */
  Map<String, Double> metrics(double reviewFrom, double declineFrom) {
    boolean[] truth = Arrays.copyOf(frauds, size);
    double[] scores = Arrays.copyOf(byModel, size);
    Map<String, Double> metrics = new LinkedHashMap<>(ranking(scores, truth));
    metrics.put("brier", RankingMetrics.brier(scores, truth));
    metrics.put("expectedOverObserved", RankingMetrics.expectedOverObserved(scores, truth));
    metrics.put("prevalence", (double) count(truth) / size);
    metrics.put("reviewPrecision", precision(reviewFrom));
    metrics.put("reviewRecall", recall(reviewFrom));
    metrics.put("declinePrecision", precision(declineFrom));
    metrics.put("declineRecall", recall(declineFrom));
    return metrics;
  }

  /** The better of amount and rules in each metric, and each by itself. */
  Map<String, Double> baseline() {
    boolean[] truth = Arrays.copyOf(frauds, size);
    Map<String, Double> amount = ranking(Arrays.copyOf(byAmount, size), truth);
    Map<String, Double> byRule = ranking(Arrays.copyOf(byRules, size), truth);
    Map<String, Double> baseline = new LinkedHashMap<>();
    amount.forEach((name, value) -> baseline.put(name, Math.max(value, byRule.get(name))));
    amount.forEach((name, value) -> baseline.put("amountOnly." + name, value));
    byRule.forEach((name, value) -> baseline.put("rulesOnly." + name, value));
    if (champion != null) {
      ranking(Arrays.copyOf(byChampion, size), truth)
          .forEach((name, value) -> baseline.put("champion." + name, value));
    }
    return baseline;
  }

  private static Map<String, Double> ranking(double[] scores, boolean[] truth) {
    Map<String, Double> metrics = new LinkedHashMap<>();
    metrics.put("auc", RankingMetrics.areaUnderRoc(scores, truth));
    metrics.put("averagePrecision", RankingMetrics.averagePrecision(scores, truth));
    return metrics;
  }

  /** 1 where nothing is flagged. */
  private double precision(double from) {
    int flagged = 0;
    int hits = 0;
    for (int i = 0; i < size; i++) {
      if (byModel[i] >= from) {
        flagged++;
        hits += frauds[i] ? 1 : 0;
      }
    }
    return flagged == 0 ? 1 : (double) hits / flagged;
  }

  private double recall(double from) {
    int all = 0;
    int hits = 0;
    for (int i = 0; i < size; i++) {
      if (frauds[i]) {
        all++;
        hits += byModel[i] >= from ? 1 : 0;
      }
    }
    return all == 0 ? 0 : (double) hits / all;
  }

  private static long count(boolean[] truth) {
    long count = 0;
    for (boolean fraud : truth) {
      count += fraud ? 1 : 0;
    }
    return count;
  }
}
