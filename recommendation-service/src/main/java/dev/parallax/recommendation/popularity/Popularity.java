package dev.parallax.recommendation.popularity;

import dev.parallax.recommendation.history.Signal;
import dev.parallax.recommendation.history.TimeDecay;
import java.util.Arrays;

/**
 * How popular each item is, as a share of the most popular one's score: what happened counts by its
 * weight, half as much after each half-life. Exponential decay was taken over a sliding window
 * since nothing drops out from one day to the next, and the ranking does not depend on when it is
 * looked at.
 */
public final class Popularity {
  private static final double BOUGHT = 1;

  private final float[] share;
  private final int[] orders;
  private final int[] ranking;

  private Popularity(float[] share, int[] orders) {
    this.share = share;
    this.orders = orders;
    this.ranking = ranking(share);
  }

  public static Builder builder(int items, TimeDecay decay, long referenceEpochSecond) {
    return new Builder(items, decay, referenceEpochSecond);
  }

  /** How much something counts beside an order with the item, which counts 1. */
  static double weight(Signal signal) {
    return switch (signal) {
      case VIEWED, CLICKED -> 0.05;
      case ADDED, WISHED -> 0.2;
      case REVIEWED -> 0.1;
    };
  }

  public int items() {
    return share.length;
  }

  /** In [0, 1], 1 for the most popular. */
  public float share(int item) {
    return item < share.length ? share[item] : 0;
  }

  /** Orders with the item, without decay: the number to tell people. */
  public int orders(int item) {
    return item < orders.length ? orders[item] : 0;
  }

  /** How many items have a score at all. */
  public int ranked() {
    return ranking.length;
  }

  /** The item at a rank from 0; those without a score have none. */
  public int at(int rank) {
    return ranking[rank];
  }

  /** A mix of two: {@code first} by its part, {@code second} by the rest. */
  public static Popularity mix(Popularity first, double part, Popularity second) {
    int items = Math.max(first.items(), second.items());
    float[] mixed = new float[items];
    int[] orders = new int[items];
    for (int i = 0; i < items; i++) {
      mixed[i] = (float) (part * first.share(i) + (1 - part) * second.share(i));
      orders[i] = first.orders(i);
    }
    return new Popularity(mixed, orders);
  }

  /**
   * The same by other numbers.
   *
   * @param numberOf what number each item has there
   * @param items how many there are, at least as many as here
   */
  public Popularity renumbered(int[] numberOf, int items) {
    float[] shares = new float[items];
    int[] ordered = new int[items];
    for (int i = 0; i < share.length; i++) {
      shares[numberOf[i]] = share[i];
      ordered[numberOf[i]] = orders[i];
    }
    return new Popularity(shares, ordered);
  }

  private static int[] ranking(float[] share) {
    long[] packed = new long[share.length];
    int count = 0;
    for (int i = 0; i < share.length; i++) {
      if (share[i] > 0) {
        // Positive floats order as their bits; inverted, so that the best comes first.
        packed[count++] = (long) ~Float.floatToIntBits(share[i]) << 32 | i;
      }
    }
    Arrays.sort(packed, 0, count);
    int[] ranking = new int[count];
    for (int r = 0; r < count; r++) {
      ranking[r] = (int) packed[r];
    }
    return ranking;
  }

  /** Adds up what happened. */
  public static final class Builder {
    private final double[] score;
    private final int[] orders;
    private final TimeDecay decay;
    private final long reference;

    private Builder(int items, TimeDecay decay, long reference) {
      this.score = new double[items];
      this.orders = new int[items];
      this.decay = decay;
      this.reference = reference;
    }

    /** Orders with the item at a time. */
    public void bought(int item, int times, long epochSecond) {
      score[item] += BOUGHT * times * decay.weight(epochSecond, reference);
      orders[item] += times;
    }

    public void did(Signal signal, int item, int times, long epochSecond) {
      score[item] += weight(signal) * times * decay.weight(epochSecond, reference);
    }

    public Popularity build() {
      double most = Arrays.stream(score).max().orElse(0);
      float[] share = new float[score.length];
      for (int i = 0; i < share.length; i++) {
        share[i] = most > 0 ? (float) (score[i] / most) : 0;
      }
      return new Popularity(share, orders.clone());
    }
  }
}
