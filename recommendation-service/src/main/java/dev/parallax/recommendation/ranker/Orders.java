package dev.parallax.recommendation.ranker;

import dev.parallax.recommendation.evaluation.metric.Bootstrap;
import dev.parallax.recommendation.evaluation.metric.Comparison;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * How well ways to order lists put first what was chosen: the mean of the discount of NDCG, {@code
 * 1 / log2(1 + rank)}, over all that was chosen, each weighed for the position ({@link
 * Choices#gains}). Not divided by the best that each list allows, as NDCG is: in a list of one
 * choice that would take the weight out again, and the order that was shown would look best.
 * Customers are the cases that are drawn anew, since lists of one are alike.
 */
final class Orders {
  private final List<Choices> lists;
  private final PositionCurve curve;
  private final Map<Integer, Integer> cases = new HashMap<>();

  /** A way to order: the higher, the further in front. */
  @FunctionalInterface
  interface Order {
    /**
     * @param at where the item's features begin
     */
    double of(float[] features, int at);

    /** That of the blended scores. */
    Order BLEND = (features, at) -> features[at + Feature.SCORE.ordinal()];
  }

  Orders(List<Choices> lists, PositionCurve curve) {
    this.lists = lists;
    this.curve = curve;
    lists.forEach(list -> cases.putIfAbsent(list.customer(), cases.size()));
  }

  int customers() {
    return cases.size();
  }

  /** Of each customer, what their lists add; the mean of customers is in [0, 1]. */
  double[] gains(Order order) {
    double[] sums = new double[customers()];
    double all = 0;
    for (Choices list : lists) {
      double[] gains = list.gains(curve);
      sums[cases.get(list.customer())] += discounted(list, gains, order);
      all += Arrays.stream(gains).sum();
    }
    for (int c = 0; c < sums.length; c++) {
      sums[c] *= customers() / all;
    }
    return sums;
  }

  Comparison compare(double[] one, double[] other, long seed) {
    return new Bootstrap(customers(), seed).compare(one, other);
  }

  /** Of equals the one that stood further in front comes first. */
  private static double discounted(Choices list, double[] gains, Order order) {
    double[] values = new double[gains.length];
    for (int i = 0; i < values.length; i++) {
      values[i] = order.of(list.features(), i * Feature.COUNT);
    }
    Integer[] inOrder = IntStream.range(0, gains.length).boxed().toArray(Integer[]::new);
    Arrays.sort(inOrder, Comparator.comparingDouble(i -> -values[i]));
    double sum = 0;
    for (int rank = 0; rank < inOrder.length; rank++) {
      sum += gains[inOrder[rank]] * Math.log(2) / Math.log(2.0 + rank);
    }
    return sum;
  }
}
