package dev.parallax.recommendation.history;

/**
 * What one customer did with one item, summed up. The sums do not depend on the order in which
 * events come, so that a refund may arrive before its order.
 */
public final class Tally {
  private static final double BOUGHT = 4;
  private static final double ADDED = 1.5;
  private static final double WISHED = 1.5;
  private static final double VIEWED = 0.5;
  private static final int MOST_VIEWS = 6;
  private static final int MOST_ADDS = 3;
  private static final double PER_STAR = 1;
  private static final int NEUTRAL_STARS = 3;

  private int orders;
  private long pieces;
  private int views;
  private int adds;
  private int wishes;
  private int stars;
  private long last = Long.MIN_VALUE;
  private long lastBought = Long.MIN_VALUE;

  /** An order with that many pieces of the item. */
  public void bought(long quantity, long epochSecond) {
    orders++;
    pieces += quantity;
    last = Math.max(last, epochSecond);
    lastBought = Math.max(lastBought, epochSecond);
  }

  /** Pieces given back; this is no sign of interest, so it does not count as recent. */
  public void returned(long quantity) {
    pieces -= quantity;
  }

  /**
   * @param rating of a review, 1 to 5; 0 where there is none
   */
  public void did(Signal signal, int rating, long epochSecond) {
    last = Math.max(last, epochSecond);
    switch (signal) {
      case VIEWED, CLICKED -> views++;
      case ADDED -> adds++;
      case WISHED -> wishes++;
      case REVIEWED -> stars += rating == 0 ? 0 : rating - NEUTRAL_STARS;
    }
  }

  /** Whether the customer bought it, given back or not. */
  public boolean everBought() {
    return orders > 0;
  }

  /** When the customer last bought it, in seconds since 1970; meaningless where they never did. */
  public long lastBought() {
    return lastBought;
  }

  /** Whether everything bought was given back. */
  public boolean gaveBack() {
    return orders > 0 && pieces <= 0;
  }

  /** When the customer last showed interest, in seconds since 1970. */
  public long last() {
    return last;
  }

  /**
   * How much the customer likes the item: 0 for not at all or no longer, then growing with the
   * logarithm of what was done, as implicit feedback is usually weighted (Hu, Koren and Volinsky
   * 2008, section 6). What was given back in full counts as nothing, whatever came before.
   */
  public double preference() {
    if (gaveBack()) {
      return 0;
    }
    double strength =
        BOUGHT * orders
            + ADDED * Math.min(adds, MOST_ADDS)
            + WISHED * Math.min(wishes, 1)
            + VIEWED * Math.min(views, MOST_VIEWS)
            + PER_STAR * Math.clamp(stars, -4, 4);
    return strength <= 0 ? 0 : Math.log1p(strength);
  }
}
