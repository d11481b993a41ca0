package dev.parallax.recommendation.statistics;

/**
 * How far two rates lie apart, judged so that one may look as often as one likes.
 *
 * <p>The test is the mixture sequential probability ratio test (Robbins 1970) with a normal
 * mixture, in the form of Johari, Pekelis and Walsh, "Always valid inference" (2015,
 * arXiv:1512.04922; KDD 2017): with the difference d, its variance v and the mixture's variance t,
 * the likelihood ratio is {@code sqrt(v / (v + t)) exp(t d² / (2 v (v + t)))}, and one through it
 * is a p-value that holds at every look together. A t-test looked at every minute would sooner or
 * later reject anything.
 *
 * @param value of the second less the first
 * @param lower of the interval that holds at all looks together, at 95 %
 * @param probability of a difference as large at any look, were there none
 */
public record Difference(double value, double lower, double upper, double probability) {
  private static final double LEVEL = 0.05;

  /** What is known of one side. */
  public record Side(double rate, double variance) {
    /** With customers as clusters. */
    public static Side of(Rate.Sums sums) {
      double variance = sums.variance();
      double p = sums.share();
      return new Side(p, variance > 0 ? variance : ofFew(p * sums.customers(), sums.customers()));
    }

    /** Of independent observations. */
    public static Side of(long hits, long of) {
      return new Side(of == 0 ? 0 : (double) hits / of, ofFew(hits, of));
    }

    /** Never 0: what has not happened in 100 may happen in the next. */
    private static double ofFew(double hits, double of) {
      double p = (hits + 1) / (of + 2);
      return p * (1 - p) / (of + 2);
    }
  }

  /**
   * @param likely how large a difference is to be found soonest, as a standard deviation; fixed
   *     before the first look
   */
  public static Difference between(Side first, Side second, double likely) {
    double d = second.rate() - first.rate();
    double v = first.variance() + second.variance();
    double t = likely * likely;
    double logRatio = 0.5 * Math.log(v / (v + t)) + t * d * d / (2 * v * (v + t));
    double half =
        Math.sqrt(2 * v * (v + t) / t * (Math.log(1 / LEVEL) + 0.5 * Math.log((v + t) / v)));
    return new Difference(d, d - half, d + half, Math.min(1, Math.exp(-logRatio)));
  }
}
