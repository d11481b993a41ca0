package dev.parallax.recommendation.ranking;

/**
 * How much each source counts in a score. Popularity always counts a little: it orders what nothing
 * else is known about, and fills a list that the others leave short.
 */
public record Blend(double rules, double neighbours, double popular) {
  /** Part of popularity that is the segment's, where the customer's segment is known. */
  public static final double SEGMENT_PART = 0.8;

  /** Popularity alone, before anything is learned. */
  public static final Blend POPULAR_ONLY = new Blend(0, 0, 1);

  public Blend {
    if (!(rules >= 0) || !(neighbours >= 0)) {
      throw new IllegalArgumentException("rules and neighbours must be 0 or more");
    }
    if (!(popular > 0)) {
      throw new IllegalArgumentException("popular must be more than 0");
    }
  }
}
