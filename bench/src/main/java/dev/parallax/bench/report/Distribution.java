package dev.parallax.bench.report;

import java.util.Arrays;
import java.util.Locale;

/** Quantiles of measured times, in milliseconds. */
public record Distribution(int count, double p50, double p95, double p99, double max) {

  /** Of times in microseconds; nearest rank. */
  public static Distribution ofMicros(long[] micros) {
    if (micros.length == 0) {
      throw new IllegalArgumentException("micros must not be empty");
    }
    long[] sorted = micros.clone();
    Arrays.sort(sorted);
    return new Distribution(
        sorted.length,
        quantile(sorted, 0.50),
        quantile(sorted, 0.95),
        quantile(sorted, 0.99),
        sorted[sorted.length - 1] / 1000.0);
  }

  private static double quantile(long[] sorted, double q) {
    int rank = (int) Math.ceil(q * sorted.length);
    return sorted[Math.max(0, rank - 1)] / 1000.0;
  }

  /** In one line, for a person. */
  public String line() {
    return String.format(
        Locale.ROOT, "p50 %.1f ms, p95 %.1f ms, p99 %.1f ms, max %.1f ms", p50, p95, p99, max);
  }
}
