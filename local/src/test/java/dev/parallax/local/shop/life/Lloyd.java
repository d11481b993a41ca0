package dev.parallax.local.shop.life;

import java.util.random.RandomGenerator;

/** Plain k-means with k-means++ starts, best of some: a reference that shares no code with ours. */
final class Lloyd {

  private Lloyd() {}

  static int[] cluster(double[][] rows, int k, int starts, RandomGenerator random) {
    int[] best = null;
    double least = Double.MAX_VALUE;
    for (int start = 0; start < starts; start++) {
      double[][] centres = seeds(rows, k, random);
      int[] of = new int[rows.length];
      double cost = 0;
      for (int round = 0; round < 60; round++) {
        cost = assign(rows, centres, of);
        centres = means(rows, of, centres);
      }
      if (cost < least) {
        least = cost;
        best = of;
      }
    }
    return best;
  }

  private static double[][] seeds(double[][] rows, int k, RandomGenerator random) {
    double[][] centres = new double[k][];
    centres[0] = rows[random.nextInt(rows.length)].clone();
    for (int c = 1; c < k; c++) {
      double[] weights = new double[rows.length];
      double sum = 0;
      for (int i = 0; i < rows.length; i++) {
        weights[i] = squared(rows[i], centres[nearest(rows[i], centres, c)]);
        sum += weights[i];
      }
      double at = random.nextDouble() * sum;
      int i = 0;
      while (i < rows.length - 1 && (at -= weights[i]) > 0) {
        i++;
      }
      centres[c] = rows[i].clone();
    }
    return centres;
  }

  private static double assign(double[][] rows, double[][] centres, int[] of) {
    double cost = 0;
    for (int i = 0; i < rows.length; i++) {
      of[i] = nearest(rows[i], centres, centres.length);
      cost += squared(rows[i], centres[of[i]]);
    }
    return cost;
  }

  private static double[][] means(double[][] rows, int[] of, double[][] before) {
    double[][] sums = new double[before.length][before[0].length];
    int[] counts = new int[before.length];
    for (int i = 0; i < rows.length; i++) {
      counts[of[i]]++;
      for (int f = 0; f < rows[i].length; f++) {
        sums[of[i]][f] += rows[i][f];
      }
    }
    for (int c = 0; c < sums.length; c++) {
      for (int f = 0; f < sums[c].length; f++) {
        sums[c][f] = counts[c] == 0 ? before[c][f] : sums[c][f] / counts[c];
      }
    }
    return sums;
  }

  private static int nearest(double[] row, double[][] centres, int count) {
    int nearest = 0;
    for (int c = 1; c < count; c++) {
      if (squared(row, centres[c]) < squared(row, centres[nearest])) {
        nearest = c;
      }
    }
    return nearest;
  }

  private static double squared(double[] a, double[] b) {
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      sum += (a[i] - b[i]) * (a[i] - b[i]);
    }
    return sum;
  }
}
