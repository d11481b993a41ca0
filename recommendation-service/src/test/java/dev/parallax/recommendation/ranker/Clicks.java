package dev.parallax.recommendation.ranker;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/**
 * Customers who look at what stands at position p with probability 1/p, and click what they look at
 * by what it is. Lists stand in the order of blended scores, which say nothing of it; another
 * feature says all.
 */
final class Clicks {
  private static final int ITEMS = 10;
  private static final double TASTE = 1.5;

  private final SplittableRandom random;

  Clicks(long seed) {
    this.random = new SplittableRandom(seed);
  }

  /** How probable it is that what stands there is looked at. */
  static PositionCurve curve() {
    return new PositionCurve(IntStream.rangeClosed(1, ITEMS).mapToDouble(p -> 1.0 / p).toArray());
  }

  /** Whether an item is clicked by who looks at it. */
  static double relevance(float[] features, int at) {
    double odds = TASTE * features[at + Feature.NEIGHBOURS.ordinal()] - 1;
    return 1 / (1 + Math.exp(-odds));
  }

  /**
   * Lists with at least one click, ten of them of four customers.
   *
   * @param taste whether customers care what they click
   */
  List<Choices> lists(int count, boolean taste) {
    List<Choices> lists = new ArrayList<>(count);
    while (lists.size() < count) {
      float[] features = features();
      int[] positions = new int[ITEMS];
      boolean[] clicked = new boolean[ITEMS];
      boolean any = false;
      for (int i = 0; i < ITEMS; i++) {
        positions[i] = i + 1;
        double relevance = taste ? relevance(features, i * Feature.COUNT) : 0.3;
        clicked[i] = random.nextDouble() < relevance * curve().at(i + 1);
        any |= clicked[i];
      }
      if (any) {
        lists.add(new Choices(lists.size() * 2 / 5, positions, clicked, features));
      }
    }
    return lists;
  }

  /** In the order of the blended score. */
  private float[] features() {
    List<float[]> items = new ArrayList<>();
    for (int i = 0; i < ITEMS; i++) {
      float[] row = new float[Feature.COUNT];
      row[Feature.SCORE.ordinal()] = (float) random.nextGaussian();
      row[Feature.NEIGHBOURS.ordinal()] = (float) random.nextGaussian();
      row[Feature.PRICE.ordinal()] = (float) random.nextGaussian();
      items.add(row);
    }
    items.sort(Comparator.comparingDouble(row -> -row[Feature.SCORE.ordinal()]));
    float[] features = new float[ITEMS * Feature.COUNT];
    for (int i = 0; i < ITEMS; i++) {
      System.arraycopy(items.get(i), 0, features, i * Feature.COUNT, Feature.COUNT);
    }
    return features;
  }

  /** NDCG by what items really are, of lists that nobody saw. */
  double truth(Orders.Order order) {
    double sum = 0;
    int lists = 500;
    for (int l = 0; l < lists; l++) {
      float[] features = features();
      sum += discounted(features, order) / discounted(features, Clicks::relevance);
    }
    return sum / lists;
  }

  private static double discounted(float[] features, Orders.Order order) {
    List<Integer> places =
        IntStream.range(0, ITEMS)
            .boxed()
            .sorted(Comparator.comparingDouble(i -> -order.of(features, i * Feature.COUNT)))
            .toList();
    double sum = 0;
    for (int rank = 0; rank < ITEMS; rank++) {
      sum += relevance(features, places.get(rank) * Feature.COUNT) / Math.log(2.0 + rank);
    }
    return sum;
  }
}
