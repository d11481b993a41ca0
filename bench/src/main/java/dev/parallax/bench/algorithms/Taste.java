package dev.parallax.bench.algorithms;

import dev.parallax.recommendation.algorithm.Interactions;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Random;

/**
 * People who like what others of their kind like. Items belong to groups; within a group and over
 * all, popularity falls as a power of the rank, as it does in shops; some people do ten times what
 * others do. Each has two groups and mostly stays within them, so that there is something to learn
 * beyond what is popular. Nobody does anything twice.
 *
 * @param count of interactions that are learned from, at least
 */
record Taste(int users, int items, int count, int groups, long seed) {
  private static final double SKEW = 0.8;
  private static final double OWN = 0.75;
  private static final int LEAST = 3;

  Taste {
    if (count > users * (items / 3L - 1)) {
      throw new IllegalArgumentException("count must be at most a third of all pairs");
    }
  }

  /** What is learned from, and what each user did last, which is not in it. */
  record Split(Interactions known, int[] last) {}

  Split split() {
    Random random = new Random(seed);
    double[] popularity = popularity(items);
    double[] ofGroup = popularity(items / groups);
    Interactions.Builder builder = Interactions.builder(users, items);
    int[] last = new int[users];
    int[] wanted = wanted(random);
    BitSet done = new BitSet(items);
    for (int user = 0; user < users; user++) {
      done.clear();
      int first = random.nextInt(groups);
      int second = random.nextInt(groups);
      for (int i = 0; i < wanted[user]; i++) {
        int item;
        do {
          int group = random.nextBoolean() ? first : second;
          item =
              random.nextDouble() < OWN
                  ? draw(ofGroup, random) * groups + group
                  : draw(popularity, random);
        } while (done.get(item));
        done.set(item);
        if (i == wanted[user] - 1) {
          last[user] = item;
        } else {
          builder.add(user, item, 1, i * 3_600L);
        }
      }
    }
    return new Split(builder.build(), last);
  }

  /** How much each does, so that without the last of each it is as much as is wanted. */
  private int[] wanted(Random random) {
    double[] activity = new double[users];
    Arrays.setAll(activity, user -> Math.exp(random.nextGaussian() * 0.9 - 0.405));
    int[] wanted = new int[users];
    double mean = Math.max(0.1, (double) count / users - LEAST);
    while (Arrays.stream(wanted).asLongStream().sum() - users < count) {
      for (int user = 0; user < users; user++) {
        wanted[user] = Math.min(items / 3, LEAST + (int) (mean * activity[user]));
      }
      mean *= 1.002;
    }
    return wanted;
  }

  /** Sums of popularity up to each rank. */
  private static double[] popularity(int items) {
    double[] sums = new double[items];
    double sum = 0;
    for (int rank = 0; rank < items; rank++) {
      sum += Math.pow(rank + 5.0, -SKEW);
      sums[rank] = sum;
    }
    return sums;
  }

  private static int draw(double[] sums, Random random) {
    int place = Arrays.binarySearch(sums, random.nextDouble() * sums[sums.length - 1]);
    return Math.min(place < 0 ? -place - 1 : place, sums.length - 1);
  }
}
