package dev.parallax.bench.suite;

import java.util.List;
import java.util.Locale;

/**
 * What a process held at equal distances of time.
 *
 * @param mebibytes at least two looks, so that there are halves to compare
 */
public record Resident(List<Long> mebibytes) {
  /** What the later half may hold more than the earlier one: less than a leak adds in minutes. */
  private static final double FLAT = 1.05;

  public Resident {
    if (mebibytes.size() < 2) {
      throw new IllegalArgumentException("mebibytes must be of at least two looks");
    }
    mebibytes = List.copyOf(mebibytes);
  }

  public long most() {
    return mebibytes.stream().mapToLong(Long::longValue).max().orElseThrow();
  }

  /** Mean of the earlier half, the shorter one if they differ. */
  public double early() {
    return mean(mebibytes.subList(0, mebibytes.size() / 2));
  }

  /** Mean of the later half. */
  public double late() {
    return mean(mebibytes.subList(mebibytes.size() / 2, mebibytes.size()));
  }

  public boolean isFlat() {
    return late() <= early() * FLAT;
  }

  /** In one line, for a person. */
  public String line() {
    return String.format(
        Locale.ROOT,
        "%d MiB resident at most, mean of the halves %.0f and %.0f (%s)",
        most(),
        early(),
        late(),
        isFlat() ? "flat" : "it grows");
  }

  private static double mean(List<Long> values) {
    return values.stream().mapToLong(Long::longValue).average().orElseThrow();
  }
}
