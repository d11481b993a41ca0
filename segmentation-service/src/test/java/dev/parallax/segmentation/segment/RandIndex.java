package dev.parallax.segmentation.segment;

/** How far two partitions agree, 0 by chance and 1 when alike (Hubert and Arabie 1985). */
final class RandIndex {
  private RandIndex() {}

  static double adjusted(int[] a, int[] b) {
    int most = 64;
    long[][] table = new long[most][most];
    long[] rows = new long[most];
    long[] columns = new long[most];
    for (int i = 0; i < a.length; i++) {
      table[a[i]][b[i]]++;
      rows[a[i]]++;
      columns[b[i]]++;
    }
    double both = 0;
    double inA = 0;
    double inB = 0;
    for (int i = 0; i < most; i++) {
      inA += pairs(rows[i]);
      inB += pairs(columns[i]);
      for (int j = 0; j < most; j++) {
        both += pairs(table[i][j]);
      }
    }
    double expected = inA * inB / pairs(a.length);
    return (both - expected) / ((inA + inB) / 2 - expected);
  }

  private static double pairs(long n) {
    return n * (n - 1) / 2.0;
  }
}
