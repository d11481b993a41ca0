package dev.parallax.fraud.score;

import dev.parallax.fraud.feature.Feature;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * A logistic regression on plain arrays: what the topology runs for each transaction, some hundred
 * nanoseconds. Immutable.
 */
public final class LogisticScore {
  private final Feature[] features;
  private final double[] knots;
  private final double[] means;
  private final double[] slopes;
  private final double intercept;

  /**
   * @param weights of the terms of {@code basis}, on standardised inputs
   * @param intercept log-odds of an average transaction
   */
  LogisticScore(Basis basis, double[] weights, double intercept) {
    Map<String, Feature> byName =
        Arrays.stream(Feature.values())
            .collect(Collectors.toMap(Feature::wireName, Function.identity()));
    List<Basis.Term> terms = basis.terms();
    int size = terms.size();
    this.features = new Feature[size];
    this.knots = new double[size];
    this.means = new double[size];
    this.slopes = new double[size];
    this.intercept = intercept;
    for (int i = 0; i < size; i++) {
      Basis.Term term = terms.get(i);
      features[i] = byName.get(term.feature());
      if (features[i] == null) {
        throw new IllegalArgumentException(
            "the model knows a feature we do not: " + term.feature());
      }
      knots[i] = term.knot() == null ? Double.NEGATIVE_INFINITY : term.knot();
      means[i] = term.mean();
      slopes[i] = weights[i] / term.deviation();
    }
  }

  /** Probability of fraud, in (0, 1). */
  public double probability(double[] vector) {
    return probability(logOdds(vector));
  }

  static double probability(double logOdds) {
    return 1 / (1 + Math.exp(-logOdds));
  }

  double logOdds(double[] vector) {
    double sum = intercept;
    for (int i = 0; i < features.length; i++) {
      sum += term(i, vector);
    }
    return sum;
  }

  /**
   * How much each feature moves the log-odds away from an average transaction's; with the intercept
   * they add up to the log-odds.
   *
   * @return by {@link Feature#ordinal()}
   */
  public double[] contributions(double[] vector) {
    double[] contributions = new double[Feature.count()];
    for (int i = 0; i < features.length; i++) {
      contributions[features[i].ordinal()] += term(i, vector);
    }
    return contributions;
  }

  double intercept() {
    return intercept;
  }

  private double term(int i, double[] vector) {
    return slopes[i] * (input(features[i], knots[i], vector) - means[i]);
  }

  /** The unstandardised input of a term. */
  static double input(Feature feature, double knot, double[] vector) {
    double value = feature.scale().apply(feature.of(vector));
    return knot == Double.NEGATIVE_INFINITY ? value : Math.max(0, value - knot);
  }
}
