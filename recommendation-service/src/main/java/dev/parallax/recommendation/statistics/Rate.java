package dev.parallax.recommendation.statistics;

/**
 * A share with its 95 % confidence interval.
 *
 * <p>What one customer does ten times is not ten independent observations, so customers are the
 * clusters: the variance is that of a ratio estimator (Cochran, Sampling Techniques, 3rd ed.,
 * section 6.3), turned into an effective sample size (Rao and Scott, Biometrics 48, 1992), for
 * which Wilson's score interval is taken (JASA 22, 1927). The plain binomial interval was rejected:
 * ten places of a list shown to one customer are far from independent.
 *
 * @param value in [0, 1]; null where there was nothing to take a share of
 */
public record Rate(Double value, Double lower, Double upper) {
  /** Standard normal quantile of 97.5 %. */
  public static final double Z = 1.959963984540054;

  /** Of the sum of squares: below it customers are alike. */
  private static final double ROUNDING = 1e-9;

  private static final Rate UNKNOWN = new Rate(null, null, null);

  /**
   * Of n things each customer had, x were hit.
   *
   * @param customers with at least one
   * @param n sum over customers, like the sums of squares and products after it
   */
  public record Sums(double customers, double n, double nn, double x, double xx, double nx) {
    /** The share; 0 of nothing. */
    double share() {
      return n <= 0 ? 0 : x / n;
    }

    /**
     * That of the share, customers being the clusters; 0 where they tell nothing: fewer than two,
     * all alike, none hit or all.
     */
    double variance() {
      double p = share();
      double spread = xx - 2 * p * nx + p * p * nn;
      return customers < 2 || p <= 0 || p >= 1 || spread <= ROUNDING * xx
          ? 0
          : customers / (customers - 1) * spread / (n * n);
    }
  }

  /** By customers as clusters. */
  public static Rate of(Sums sums) {
    if (sums.n() <= 0) {
      return UNKNOWN;
    }
    return of(sums, Math.max(1, sums.n()));
  }

  /**
   * The same of at most so many observations.
   *
   * @param sums n above 0
   */
  static Rate of(Sums sums, double most) {
    double p = sums.share();
    return wilson(p, Math.min(most, effectiveSize(p, sums)));
  }

  /** Of independent observations. */
  public static Rate of(long hits, long of) {
    return of <= 0 ? UNKNOWN : wilson((double) hits / of, of);
  }

  private static double effectiveSize(double p, Sums sums) {
    double variance = sums.variance();
    // Kish's size when all of a customer's are alike; the bound where the variance says nothing.
    return Math.max(1, variance > 0 ? p * (1 - p) / variance : sums.n() * sums.n() / sums.nn());
  }

  private static Rate wilson(double p, double n) {
    double zz = Z * Z;
    double centre = (p + zz / (2 * n)) / (1 + zz / n);
    double half = Z / (1 + zz / n) * Math.sqrt(p * (1 - p) / n + zz / (4 * n * n));
    return new Rate(p, Math.clamp(centre - half, 0, p), Math.clamp(centre + half, p, 1));
  }
}
