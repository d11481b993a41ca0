package dev.parallax.bench.collect;

import java.util.List;

/**
 * What a process held at equal distances of time.
 *
 * @param mebibytes at least two looks, so that there are halves to compare
 */
record Resident(List<Long> mebibytes) {
  /** What the later half may hold more than the earlier one: less than a leak adds in minutes. */
  private static final double FLAT = 1.05;

  Resident {
    if (mebibytes.size() < 2) {
      throw new IllegalArgumentException("mebibytes must be of at least two looks");
    }
    mebibytes = List.copyOf(mebibytes);
  }

  long most() {
    return mebibytes.stream().mapToLong(Long::longValue).max().orElseThrow();
  }

  /** Mean of the earlier half, the shorter one if they differ. */
  double early() {
    return mean(mebibytes.subList(0, mebibytes.size() / 2));
  }

  /** Mean of the later half. */
  double late() {
    return mean(mebibytes.subList(mebibytes.size() / 2, mebibytes.size()));
  }

  boolean isFlat() {
    return late() <= early() * FLAT;
  }

  private static double mean(List<Long> values) {
    return values.stream().mapToLong(Long::longValue).average().orElseThrow();
  }
}
