package dev.parallax.learning.pipeline;

import dev.parallax.learning.table.CategoryColumn;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * How often each category occurs in training rows.
 *
 * @param levels that occur, most frequent first, equal ones by name
 * @param missing rows without one
 * @param rows all of them
 */
record LevelCounts(String column, List<String> levels, int missing, int rows) {
  /** From so many rows on nearly as many categories are names and not categories. */
  private static final int FEWEST_ROWS = 30;

  private static final double NAMES = 0.9;

  static LevelCounts of(CategoryColumn column) {
    int[] counts = new int[column.levels().size()];
    int missing = 0;
    for (int code : column.codes()) {
      if (code == CategoryColumn.MISSING) {
        missing++;
      } else {
        counts[code]++;
      }
    }
    List<String> levels =
        IntStream.range(0, counts.length)
            .filter(level -> counts[level] > 0)
            .boxed()
            .sorted(
                Comparator.<Integer>comparingInt(level -> -counts[level])
                    .thenComparing(column.levels()::get))
            .map(column.levels()::get)
            .toList();
    return new LevelCounts(column.name(), levels, missing, column.size());
  }

  /** Distinct values, a missing one counted as one. */
  int of() {
    return levels.size() + (missing > 0 ? 1 : 0);
  }

  /** Whether nearly each row has a value of its own, as ids and free texts do. */
  boolean isNaming() {
    int present = rows - missing;
    return present >= FEWEST_ROWS && levels.size() > NAMES * present;
  }
}
