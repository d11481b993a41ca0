package dev.parallax.recommendation.evaluation.data;

import java.util.Arrays;

/**
 * What is done to interactions before they are parted, in this order, as RecBole does it: rows
 * below the rating threshold go; of rows of one user with one item one stays; users and items with
 * fewer than {@code core} rows go, again and again until none is left that has fewer (the k-core);
 * those that remain are numbered anew.
 *
 * <p>Repeats: the item counts at the time it was first done, with the latest rating. What somebody
 * has done already is never asked for again, so that a repeat could be no right answer.
 *
 * @param minRating rows with a lower rating are left out; null keeps all
 * @param core fewest rows of each user and each item; 0 or 1 keeps all
 */
public record Preparation(Double minRating, int core) {
  public Preparation {
    if (core < 0 || core > 10_000) {
      throw new IllegalArgumentException("core must be from 0 to 10000");
    }
    if (minRating != null && !Double.isFinite(minRating)) {
      throw new IllegalArgumentException("minRating must be a number");
    }
  }

  public InteractionTable apply(InteractionTable table) {
    boolean[] kept = new boolean[table.size()];
    float[] rating = new float[table.size()];
    for (int r = 0; r < kept.length; r++) {
      rating[r] = table.value(r);
      kept[r] = minRating == null || table.value(r) >= minRating;
    }
    mergeRepeats(table, kept, rating);
    if (core > 1) {
      keepCore(table, kept);
    }
    return renumbered(table, kept, rating);
  }

  private static void mergeRepeats(InteractionTable table, boolean[] kept, float[] rating) {
    int[] byUser = new int[table.users() + 1];
    for (int r = 0; r < kept.length; r++) {
      byUser[table.user(r) + 1] += kept[r] ? 1 : 0;
    }
    for (int u = 0; u < table.users(); u++) {
      byUser[u + 1] += byUser[u];
    }
    int[] next = Arrays.copyOf(byUser, table.users());
    int[] rows = new int[byUser[table.users()]];
    for (int r = 0; r < kept.length; r++) {
      if (kept[r]) {
        rows[next[table.user(r)]++] = r;
      }
    }
    for (int u = 0; u < table.users(); u++) {
      mergeRepeats(table, Arrays.copyOfRange(rows, byUser[u], byUser[u + 1]), kept, rating);
    }
  }

  private static void mergeRepeats(
      InteractionTable table, int[] rows, boolean[] kept, float[] rating) {
    long[] byItem = new long[rows.length];
    for (int i = 0; i < rows.length; i++) {
      byItem[i] = (long) table.item(rows[i]) << 32 | rows[i];
    }
    Arrays.sort(byItem);
    for (int from = 0; from < byItem.length; ) {
      int first = (int) byItem[from];
      int last = first;
      int to = from;
      for (; to < byItem.length && byItem[to] >>> 32 == byItem[from] >>> 32; to++) {
        int row = (int) byItem[to];
        kept[row] = false;
        first = table.second(row) < table.second(first) ? row : first;
        last = table.second(row) >= table.second(last) ? row : last;
      }
      kept[first] = true;
      rating[first] = table.value(last);
      from = to;
    }
  }

  private void keepCore(InteractionTable table, boolean[] kept) {
    int[] ofUser = new int[table.users()];
    int[] ofItem = new int[table.items()];
    for (int r = 0; r < kept.length; r++) {
      if (kept[r]) {
        ofUser[table.user(r)]++;
        ofItem[table.item(r)]++;
      }
    }
    boolean changed = true;
    while (changed) {
      changed = false;
      for (int r = 0; r < kept.length; r++) {
        if (kept[r] && (ofUser[table.user(r)] < core || ofItem[table.item(r)] < core)) {
          kept[r] = false;
          ofUser[table.user(r)]--;
          ofItem[table.item(r)]--;
          changed = true;
        }
      }
    }
  }

  private static InteractionTable renumbered(
      InteractionTable table, boolean[] kept, float[] rating) {
    int[] userNumber = new int[table.users()];
    int[] itemNumber = new int[table.items()];
    int users = 0;
    int items = 0;
    InteractionTable.Builder builder = InteractionTable.builder(table.rated(), table.timed());
    for (int r = 0; r < kept.length; r++) {
      if (kept[r]) {
        if (userNumber[table.user(r)] == 0) {
          userNumber[table.user(r)] = ++users;
        }
        if (itemNumber[table.item(r)] == 0) {
          itemNumber[table.item(r)] = ++items;
        }
        builder.add(
            userNumber[table.user(r)] - 1,
            itemNumber[table.item(r)] - 1,
            rating[r],
            table.second(r));
      }
    }
    return builder.build();
  }
}
