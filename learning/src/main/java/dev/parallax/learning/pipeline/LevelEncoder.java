package dev.parallax.learning.pipeline;

import dev.parallax.learning.table.CategoryColumn;
import dev.parallax.learning.table.Column;
import java.util.List;
import java.util.stream.Stream;

/**
 * A category: one input for each level, 1 where a row has it. A level that training did not see has
 * none of them, as the reference level has.
 *
 * @param levels that have an input
 * @param missing whether a missing value has an input of its own
 */
record LevelEncoder(String column, List<String> levels, boolean missing) implements Encoder {
  LevelEncoder {
    levels = List.copyOf(levels);
  }

  /**
   * @param counted the column's levels that occur, most frequent first
   */
  static LevelEncoder fit(LevelCounts counted, PipelineSettings settings) {
    List<String> levels = counted.levels();
    boolean dependent = settings.reference() || counted.distinct() == 2;
    return new LevelEncoder(
        counted.column(),
        dependent && !levels.isEmpty() ? levels.subList(1, levels.size()) : levels,
        counted.missing() > 0);
  }

  @Override
  public List<String> inputs() {
    Stream<String> named = levels.stream().map(level -> column + " = " + level);
    return (missing ? Stream.concat(named, Stream.of(column + " is missing")) : named).toList();
  }

  @Override
  public int width() {
    return levels.size() + (missing ? 1 : 0);
  }

  @Override
  public void encode(Column values, double[] matrix, int at, int columns) {
    CategoryColumn categories = (CategoryColumn) values;
    int[] offsets = categories.levels().stream().mapToInt(levels::indexOf).toArray();
    for (int row = 0; row < categories.size(); row++) {
      int code = categories.codes()[row];
      int offset = code == CategoryColumn.MISSING ? (missing ? levels.size() : -1) : offsets[code];
      if (offset >= 0) {
        matrix[row * columns + at + offset] = 1;
      }
    }
  }
}
