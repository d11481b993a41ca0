package dev.parallax.experience.measure;

/** The standard normal distribution. */
public final class Normal {
  private static final double[] NUMERATOR = {2.515517, 0.802853, 0.010328};
  private static final double[] DENOMINATOR = {1, 1.432788, 0.189269, 0.001308};

  private Normal() {}

  /**
   * The value below which a standard normal falls with probability {@code p}, to 4.5e-4 (Abramowitz
   * and Stegun, Handbook of Mathematical Functions, 26.2.23).
   *
   * @param p above 0.5 and below 1
   */
  public static double quantile(double p) {
    if (!(p > 0.5 && p < 1)) {
      throw new IllegalArgumentException("confidence must be above 0.5 and below 1, not " + p);
    }
    double t = Math.sqrt(-2 * Math.log(1 - p));
    return t - polynomial(NUMERATOR, t) / polynomial(DENOMINATOR, t);
  }

  private static double polynomial(double[] coefficients, double t) {
    double sum = 0;
    for (int i = coefficients.length - 1; i >= 0; i--) {
      sum = sum * t + coefficients[i];
    }
    return sum;
  }
}
