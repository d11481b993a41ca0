package dev.parallax.fraud.score;

import dev.parallax.fraud.feature.Feature;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Turns a vector in natural units into the inputs of a linear model: each feature scaled, and for
 * those that take many values a second and third input that is zero up to a knot and grows from
 * there (a linear spline; Hastie, Tibshirani, Friedman, "The Elements of Statistical Learning",
 * 5.2.1). The knots let "far above usual" weigh more than twice "somewhat above usual", and each
 * term still belongs to one feature, so that reasons stay readable. Everything is standardised with
 * the mean and deviation of the training data.
 *
 * @param terms in the order of the model's inputs
 */
record Basis(List<Term> terms) {
  private static final double[] KNOT_QUANTILES = {0.9, 0.98};
  private static final double HARDLY = 1e-9;

  /**
   * One input.
   *
   * @param feature its {@link Feature#wireName()}
   * @param knot null: the scaled value itself
   * @param mean of the training data
   * @param deviation of the training data, above 0
   */
  public record Term(String feature, Double knot, double mean, double deviation) {
    String inputName() {
      return knot == null ? feature : feature + ">" + knot;
    }
  }

  public Basis {
    terms = List.copyOf(terms);
  }

  /** Learns knots, means and deviations. */
  public static Basis fit(LabelledVectors data) {
    List<Term> terms = new ArrayList<>();
    for (Feature feature : Feature.values()) {
      double[] values = new double[data.size()];
      Arrays.setAll(values, i -> feature.scale().apply(feature.of(data.vector(i))));
      add(terms, feature, null, values);
      for (double knot : knots(values)) {
        add(terms, feature, knot, values);
      }
    }
    return new Basis(terms);
  }

  /** An input that never changes says nothing and is left out. */
  private static void add(List<Term> terms, Feature feature, Double knot, double[] values) {
    double sum = 0;
    double squares = 0;
    for (double value : values) {
      double input = knot == null ? value : Math.max(0, value - knot);
      sum += input;
      squares += input * input;
    }
    double mean = sum / values.length;
    double deviation = Math.sqrt(Math.max(0, squares / values.length - mean * mean));
    if (deviation > HARDLY) {
      terms.add(new Term(feature.wireName(), knot, mean, deviation));
    }
  }

  private static List<Double> knots(double[] values) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    double least = sorted[0];
    double most = sorted[sorted.length - 1];
    List<Double> knots = new ArrayList<>();
    double before = least;
    for (double quantile : KNOT_QUANTILES) {
      double knot = sorted[(int) (quantile * (sorted.length - 1))];
      if (knot > before + HARDLY && knot < most - HARDLY) {
        knots.add(knot);
        before = knot;
      }
    }
    return knots;
  }
}
