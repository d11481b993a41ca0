package dev.parallax.recommendation.ranker;

import dev.parallax.recommendation.matrix.Cholesky;
import java.util.Arrays;
import java.util.List;

/**
 * Finds the weights of a {@link ChoiceModel}: those under which what was chosen was most probable
 * among what stood beside it, each choice weighed by {@link Choices#gains}. The expectation of that
 * loss is the one of lists that were looked at in full (Ai, Bi, Luo, Guo and Croft, SIGIR 2018,
 * section 3), so that what stands above is not taken to be better for it. That a customer clicks
 * much or little cancels out, since only items of one list are compared.
 *
 * <p>Convex; solved by Newton's method to the optimum. Written here since neither Tribuo's linear
 * trainers by LibLinear take weights of examples, nor any of them compares within lists; trees were
 * rejected as they say less well why.
 */
final class ChoiceFitter {
  private static final int MOST_STEPS = 50;
  private static final int MOST_HALVINGS = 30;
  private static final double CLOSE_ENOUGH = 1e-7;

  /** Of the squared weights of features of unit deviation: as much as one choice says. */
  private static final double RIDGE = 1;

  private static final int WIDTH = Feature.COUNT;

  private final List<Choices> lists;
  private final double[][] gains;
  private final double[] means = new double[WIDTH];
  private final double[] deviations = new double[WIDTH];

  private ChoiceFitter(List<Choices> lists, PositionCurve curve) {
    this.lists = lists;
    this.gains = new double[lists.size()][];
    for (int l = 0; l < gains.length; l++) {
      gains[l] = lists.get(l).gains(curve);
    }
    scale();
  }

  static ChoiceModel fit(List<Choices> lists, PositionCurve curve) {
    return new ChoiceFitter(lists, curve).fit();
  }

  private void scale() {
    long items = 0;
    double[] squares = new double[WIDTH];
    for (Choices list : lists) {
      items += list.size();
      for (int i = 0; i < list.size(); i++) {
        for (int f = 0; f < WIDTH; f++) {
          means[f] += list.feature(i, f);
          squares[f] += (double) list.feature(i, f) * list.feature(i, f);
        }
      }
    }
    for (int f = 0; f < WIDTH && items > 0; f++) {
      means[f] /= items;
      deviations[f] = Math.sqrt(Math.max(0, squares[f] / items - means[f] * means[f]));
    }
  }

  private ChoiceModel fit() {
    double[] weights = new double[WIDTH];
    double[] gradient = new double[WIDTH];
    double[] hessian = new double[WIDTH * WIDTH];
    double loss = loss(weights, gradient, hessian);
    for (int step = 0; step < MOST_STEPS; step++) {
      if (!Cholesky.factor(hessian, WIDTH)) {
        throw new IllegalStateException("the loss must be convex");
      }
      Cholesky.solve(hessian, gradient, WIDTH);
      double[] direction = gradient.clone();
      double[] next = weights;
      double nextLoss = loss;
      double share = 1;
      for (int halving = 0; halving < MOST_HALVINGS; halving++) {
        next = moved(weights, direction, share);
        nextLoss = loss(next, gradient, hessian);
        if (nextLoss <= loss) {
          break;
        }
        share /= 2;
      }
      if (nextLoss > loss) {
        break;
      }
      boolean arrived = loss - nextLoss <= CLOSE_ENOUGH * Math.max(1, Math.abs(loss));
      weights = next;
      loss = nextLoss;
      if (arrived) {
        break;
      }
    }
    for (int f = 0; f < WIDTH; f++) {
      weights[f] = deviations[f] > 0 ? weights[f] / deviations[f] : 0;
    }
    return new ChoiceModel(weights, means);
  }

  private static double[] moved(double[] from, double[] direction, double share) {
    double[] to = new double[WIDTH];
    for (int f = 0; f < WIDTH; f++) {
      to[f] = from[f] + share * direction[f];
    }
    return to;
  }

  /**
   * @param gradient overwritten by the direction in which the loss falls
   * @param hessian overwritten, on and above the diagonal
   */
  private double loss(double[] weights, double[] gradient, double[] hessian) {
    Arrays.fill(hessian, 0);
    double loss = 0;
    for (int f = 0; f < WIDTH; f++) {
      loss += RIDGE / 2 * weights[f] * weights[f];
      gradient[f] = -RIDGE * weights[f];
      hessian[f * WIDTH + f] = RIDGE;
    }
    double[] row = new double[WIDTH];
    double[] mean = new double[WIDTH];
    for (int l = 0; l < gains.length; l++) {
      loss += add(lists.get(l), gains[l], weights, gradient, hessian, row, mean);
    }
    return loss;
  }

  /** One list's part: the choices' surprise, and how it changes with the weights. */
  private double add(
      Choices list,
      double[] gain,
      double[] weights,
      double[] gradient,
      double[] hessian,
      double[] row,
      double[] mean) {
    double total = 0;
    for (double one : gain) {
      total += one;
    }
    if (total == 0) {
      return 0;
    }
    double[] odds = new double[list.size()];
    double most = Double.NEGATIVE_INFINITY;
    for (int i = 0; i < odds.length; i++) {
      scaled(list, i, row);
      odds[i] = list.feature(i, Feature.SCORE.ordinal());
      for (int f = 0; f < WIDTH; f++) {
        odds[i] += weights[f] * row[f];
      }
      most = Math.max(most, odds[i]);
    }
    double sum = 0;
    for (double one : odds) {
      sum += Math.exp(one - most);
    }
    double logSum = most + Math.log(sum);
    double loss = 0;
    Arrays.fill(mean, 0);
    for (int i = 0; i < odds.length; i++) {
      double probability = Math.exp(odds[i] - logSum);
      loss += gain[i] * (logSum - odds[i]);
      scaled(list, i, row);
      for (int f = 0; f < WIDTH; f++) {
        gradient[f] += (gain[i] - total * probability) * row[f];
        mean[f] += probability * row[f];
        for (int g = f; g < WIDTH; g++) {
          hessian[f * WIDTH + g] += total * probability * row[f] * row[g];
        }
      }
    }
    for (int f = 0; f < WIDTH; f++) {
      for (int g = f; g < WIDTH; g++) {
        hessian[f * WIDTH + g] -= total * mean[f] * mean[g];
      }
    }
    return loss;
  }

  private void scaled(Choices list, int item, double[] row) {
    for (int f = 0; f < WIDTH; f++) {
      row[f] = deviations[f] > 0 ? (list.feature(item, f) - means[f]) / deviations[f] : 0;
    }
  }
}
