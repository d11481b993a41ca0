package dev.parallax.recommendation.evaluation.metric;

import dev.parallax.recommendation.neighbour.SparseMatrix;

/** What the training says of items by themselves: how many users have each, and both of two. */
public final class ItemFacts {
  private final int users;
  private final SparseMatrix usersOfItems;

  private ItemFacts(int users, SparseMatrix usersOfItems) {
    this.users = users;
    this.usersOfItems = usersOfItems;
  }

  /**
   * @param usersByItems what is learned from; values do not matter
   */
  public static ItemFacts of(SparseMatrix usersByItems) {
    return new ItemFacts(usersByItems.rows(), usersByItems.transpose());
  }

  /** Users who have the item. */
  public int users(int item) {
    return usersOfItems.to(item) - usersOfItems.from(item);
  }

  /** Share of users who have it. */
  double share(int item) {
    return users == 0 ? 0 : (double) users(item) / users;
  }

  /** In bits. */
  double selfInformation(int item) {
    return users == 0 ? 0 : -Math.log(Math.max(1.0, users(item)) / users) / Math.log(2);
  }

  /** Of the two items' columns of zeros and ones; 0 where nobody has one of them. */
  double cosine(int one, int other) {
    int a = usersOfItems.from(one);
    int b = usersOfItems.from(other);
    int endA = usersOfItems.to(one);
    int endB = usersOfItems.to(other);
    int both = 0;
    while (a < endA && b < endB) {
      int left = usersOfItems.column(a);
      int right = usersOfItems.column(b);
      both += left == right ? 1 : 0;
      a += left <= right ? 1 : 0;
      b += right <= left ? 1 : 0;
    }
    return both == 0 ? 0 : both / Math.sqrt((double) users(one) * users(other));
  }
}
