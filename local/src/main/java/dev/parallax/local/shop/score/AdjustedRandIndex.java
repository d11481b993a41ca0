package dev.parallax.local.shop.score;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * How far two partitions of the same things agree beyond chance: 1 for equal ones whatever their
 * names, 0 expected for random ones, below 0 for worse (Hubert and Arabie, "Comparing partitions",
 * Journal of Classification 2, 1985, doi:10.1007/BF01908075). Purity was rejected: it is won by
 * making many small segments.
 */
public final class AdjustedRandIndex {

  private AdjustedRandIndex() {}

  /**
   * @param truth the part each thing is in
   * @param found the same things in the same order
   */
  public static double of(List<?> truth, List<?> found) {
    if (truth.size() != found.size() || truth.size() < 2) {
      throw new IllegalArgumentException(
          "two partitions of the same two or more things are needed, sizes were %d and %d"
              .formatted(truth.size(), found.size()));
    }
    Map<Object, Long> rows = new HashMap<>();
    Map<Object, Long> columns = new HashMap<>();
    Map<List<Object>, Long> cells = new HashMap<>();
    for (int i = 0; i < truth.size(); i++) {
      rows.merge(truth.get(i), 1L, Long::sum);
      columns.merge(found.get(i), 1L, Long::sum);
      cells.merge(List.of(truth.get(i), found.get(i)), 1L, Long::sum);
    }
    double together = pairs(cells);
    double inRows = pairs(rows);
    double inColumns = pairs(columns);
    double expected = inRows * inColumns / pairs(truth.size());
    double most = (inRows + inColumns) / 2;
    return most == expected ? 1 : (together - expected) / (most - expected);
  }

  private static double pairs(Map<?, Long> counts) {
    return counts.values().stream().mapToDouble(AdjustedRandIndex::pairs).sum();
  }

  private static double pairs(long count) {
    return count * (count - 1) / 2.0;
  }
}
