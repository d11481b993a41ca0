package dev.parallax.recommendation.rule;

/**
 * How many of the baskets drawn are marked ones, when baskets are drawn without putting any back.
 * Probabilities are summed relative to the most probable outcome, from one to the next by their
 * ratio: no factorial is needed, and nothing cancels.
 */
final class Hypergeometric {
  /** Terms below this part of the sum do not change it any more. */
  private static final double NEGLIGIBLE = 1e-17;

  /** Outcomes this close count as equally probable: both sides of a symmetry are rounded apart. */
  private static final double TIE = 1 + 1e-7;

  private final int population;
  private final int marked;
  private final int drawn;
  private final int low;
  private final int high;
  private final int mode;

  Hypergeometric(int population, int marked, int drawn) {
    this.population = population;
    this.marked = marked;
    this.drawn = drawn;
    this.low = Math.max(0, drawn - (population - marked));
    this.high = Math.min(marked, drawn);
    this.mode = (int) ((marked + 1L) * (drawn + 1L) / (population + 2L));
  }

  /** The probability of at least so many. */
  double atLeast(int successes) {
    if (successes <= low) {
      return 1;
    }
    double total = 0;
    double upper = 0;
    double term = 1;
    for (int k = mode; k <= high && term > 0; k++) {
      if (k >= successes) {
        if (term <= upper * NEGLIGIBLE) {
          break;
        }
        upper += term;
      }
      total += term;
      term *= up(k);
    }
    term = mode > low ? down(mode) : 0;
    for (int k = mode - 1; k >= low && term > total * NEGLIGIBLE; k--) {
      if (k >= successes) {
        upper += term;
      }
      total += term;
      term *= down(k);
    }
    return Math.min(1, upper / total);
  }

  /** The probability of an outcome that is no more probable than this one. */
  double asExtremeAs(int successes) {
    double limit = relative(successes) * TIE;
    double extreme = 0;
    double total = 0;
    double term = 1;
    for (int k = mode; k <= high && counts(term, total, extreme, limit); k++) {
      total += term;
      extreme += term <= limit ? term : 0;
      term *= up(k);
    }
    double above = extreme;
    term = mode > low ? down(mode) : 0;
    for (int k = mode - 1; k >= low && counts(term, total, extreme - above, limit); k--) {
      total += term;
      extreme += term <= limit ? term : 0;
      term *= down(k);
    }
    return Math.min(1, extreme / total);
  }

  /** Whether a term, or one of those after it, can change one of both sums. */
  private static boolean counts(double term, double total, double extreme, double limit) {
    return term > 0 && (term > total * NEGLIGIBLE || term > limit || term > extreme * NEGLIGIBLE);
  }

  private double relative(int successes) {
    double term = 1;
    for (int k = mode; k < successes && term > 0; k++) {
      term *= up(k);
    }
    for (int k = mode; k > successes && term > 0; k--) {
      term *= down(k);
    }
    return term;
  }

  /** The probability of one more than {@code k}, relative to that of {@code k}. */
  private double up(int k) {
    return (double) (marked - k)
        * (drawn - k)
        / ((k + 1.0) * ((double) population - marked - drawn + k + 1));
  }

  private double down(int k) {
    return k
        * ((double) population - marked - drawn + k)
        / ((marked - k + 1.0) * (drawn - k + 1.0));
  }
}
