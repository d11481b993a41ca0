package dev.parallax.recommendation.tact;

/**
 * How soon what was bought is bought again, as the shop's own customers do: learned from the times
 * between two orders of one customer with the item.
 *
 * @param medianDays half of those who bought again had done so after it
 * @param quarterDays a quarter had
 * @param again share of its buyers who bought it again, in [0, 1]
 * @param times how often that was seen
 */
public record Repurchase(double medianDays, double quarterDays, double again, int times) {
  private static final double SECONDS_PER_DAY = 86_400;
  private static final double LAPSED = 3;

  public Repurchase {
    if (!(again >= 0 && again <= 1)) {
      throw new IllegalArgumentException("again must be between 0 and 1");
    }
  }

  /** Whole days from then to now. */
  public static int days(long boughtAt, long now) {
    return (int) (Math.max(0, now - boughtAt) / SECONDS_PER_DAY);
  }

  /**
   * How much there is to offering it again, in [0, 1]: nothing until a quarter of those who bought
   * again had done so, from the median on the share of buyers who come back at all, in between the
   * part of the way. After three medians without a purchase the customer evidently has no further
   * use for it.
   */
  public double due(long boughtAt, long now) {
    double elapsed = Math.max(0, now - boughtAt) / SECONDS_PER_DAY;
    if (again == 0 || elapsed < quarterDays || elapsed > LAPSED * medianDays) {
      return 0;
    }
    double way =
        medianDays > quarterDays ? (elapsed - quarterDays) / (medianDays - quarterDays) : 1;
    return again * (1 + Math.min(1, way)) / 2;
  }
}
