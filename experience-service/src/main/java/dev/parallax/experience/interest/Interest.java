package dev.parallax.experience.interest;

/**
 * Acts of one customer about one subject, to be added.
 *
 * @param searches all of them, {@code emptySearches} included
 * @param shown recommendations that showed the item
 * @param bought order lines with the item
 */
public record Interest(
    int views, int searches, int emptySearches, int wishes, int complaints, int shown, int bought) {
  public static final Interest VIEW = new Interest(1, 0, 0, 0, 0, 0, 0);
  public static final Interest SEARCH = new Interest(0, 1, 0, 0, 0, 0, 0);
  public static final Interest EMPTY_SEARCH = new Interest(0, 1, 1, 0, 0, 0, 0);
  public static final Interest WISH = new Interest(0, 0, 0, 1, 0, 0, 0);
  public static final Interest COMPLAINT = new Interest(0, 0, 0, 0, 1, 0, 0);
  public static final Interest SHOWN = new Interest(0, 0, 0, 0, 0, 1, 0);

  /**
   * @param lines less than 0 takes some away
   */
  public static Interest bought(int lines) {
    return new Interest(0, 0, 0, 0, 0, 0, lines);
  }

  Interest and(Interest other) {
    return new Interest(
        views + other.views,
        searches + other.searches,
        emptySearches + other.emptySearches,
        wishes + other.wishes,
        complaints + other.complaints,
        shown + other.shown,
        bought + other.bought);
  }
}
