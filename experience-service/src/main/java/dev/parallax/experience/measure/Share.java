package dev.parallax.experience.measure;

/**
 * A share with its confidence interval.
 *
 * <p>What one customer does ten times is not ten independent observations, so customers are the
 * clusters: the variance is that of a ratio estimator (Cochran, Sampling Techniques, 3rd ed.,
 * section 6.3), turned into an effective sample size (Rao and Scott, Biometrics 48, 1992), for
 * which Wilson's score interval is taken (JASA 22, 1927). The plain binomial interval was rejected:
 * one busy customer would look like a need of many.
 *
 * @param known whether there was anything to take a share of
 */
public record Share(double value, double lower, double upper, boolean known) {
  /** Nothing observed: no value, and no claim. */
  public static final Share UNKNOWN = new Share(0, 0, 1, false);

  /** A share that was counted completely. */
  public static Share exact(double value) {
    return new Share(value, value, value, true);
  }

  /**
   * @param z standard normal quantile, 1.645 for 95 % on one side
   */
  public static Share of(Sums part, Whole whole, double z) {
    if (whole.total() <= 0) {
      return UNKNOWN;
    }
    double p = Math.min(1, part.total() / whole.total());
    return Wilson.of(p, effectiveSize(p, part, whole), z);
  }

  /** The mean of two shares of which the other is exact. */
  Share meanWith(double exact) {
    return new Share((value + exact) / 2, (lower + exact) / 2, (upper + exact) / 2, true);
  }

  private static double effectiveSize(double p, Sums part, Whole whole) {
    // Kish's size when all customers behave alike; the bound where the variance says nothing.
    double kish = Math.max(1, whole.total() * whole.total() / whole.squares());
    double spread = part.squares() - 2 * p * part.cross() + p * p * whole.squares();
    if (whole.customers() < 2 || p <= 0 || p >= 1 || spread <= 0) {
      return kish;
    }
    double clusters = whole.customers();
    double variance = clusters / (clusters - 1) * spread / (whole.total() * whole.total());
    return Math.clamp(p * (1 - p) / variance, 1, Math.max(1, whole.total()));
  }
}
