package dev.parallax.local.shop.chance;

import java.util.List;
import java.util.random.RandomGenerator;
import java.util.random.RandomGenerator.SplittableGenerator;
import java.util.random.RandomGeneratorFactory;

/** Draws from distributions, each from a generator that is handed in. */
public final class Chance {

  private static final RandomGeneratorFactory<SplittableGenerator> FACTORY =
      RandomGeneratorFactory.of("L64X128MixRandom");

  private Chance() {}

  /**
   * The root of a life's random numbers. It is split once per part, so that more draws in one part
   * do not change another.
   */
  public static SplittableGenerator root(long seed) {
    return FACTORY.create(seed);
  }

  /** Whether something of this probability happens. */
  public static boolean happens(RandomGenerator random, double probability) {
    return random.nextDouble() < probability;
  }

  /**
   * A Poisson number, by Knuth's multiplication (The Art of Computer Programming 2, 3.4.1), which
   * is quick for the small means of this shop.
   */
  public static int poisson(RandomGenerator random, double mean) {
    if (!(mean >= 0) || mean > 500) {
      throw new IllegalArgumentException("mean must be between 0 and 500, was " + mean);
    }
    double limit = Math.exp(-mean);
    int count = -1;
    double product = 1;
    do {
      count++;
      product *= random.nextDouble();
    } while (product > limit);
    return count;
  }

  /** A factor around 1: log-normal with median 1. */
  public static double factor(RandomGenerator random, double sigma) {
    return Math.exp(random.nextGaussian(0, sigma));
  }

  /** One of the list, each as likely. */
  public static <T> T one(RandomGenerator random, List<T> list) {
    return list.get(random.nextInt(list.size()));
  }

  /** The running sums of weights, for {@link #index}. */
  public static double[] cumulative(double[] weights) {
    double[] sums = new double[weights.length];
    double sum = 0;
    for (int i = 0; i < weights.length; i++) {
      if (!(weights[i] >= 0)) {
        throw new IllegalArgumentException("weight " + i + " must not be negative");
      }
      sum += weights[i];
      sums[i] = sum;
    }
    if (!(sum > 0)) {
      throw new IllegalArgumentException("a weight must be positive");
    }
    return sums;
  }

  /** An index, each as likely as its weight; from running sums. */
  public static int index(RandomGenerator random, double[] cumulative) {
    double at = random.nextDouble() * cumulative[cumulative.length - 1];
    int low = 0;
    int high = cumulative.length - 1;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (cumulative[middle] > at) {
        high = middle;
      } else {
        low = middle + 1;
      }
    }
    return low;
  }
}
