package dev.parallax.learning.pipeline;

import dev.parallax.learning.table.CategoryColumn;
import dev.parallax.learning.table.Column;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

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
    boolean dependent = settings.reference() || counted.of() == 2;
    return new LevelEncoder(
        counted.column(),
        dependent && !levels.isEmpty() ? levels.subList(1, levels.size()) : levels,
        counted.missing() > 0);
  }

  @Override
  public List<String> inputs() {
    List<String> names =
        new java.util.ArrayList<>(levels.stream().map(level -> column + " = " + level).toList());
    if (missing) {
      names.add(column + " is missing");
    }
    return names;
  }

  @Override
  public void encode(Column values, double[] matrix, int at, int width) {
    CategoryColumn categories = (CategoryColumn) values;
    Map<String, Integer> places = new HashMap<>();
    for (int i = 0; i < levels.size(); i++) {
      places.put(levels.get(i), i);
    }
    int[] offsets =
        categories.levels().stream().mapToInt(level -> places.getOrDefault(level, -1)).toArray();
    for (int row = 0; row < categories.size(); row++) {
      int code = categories.codes()[row];
      int offset = code == CategoryColumn.MISSING ? (missing ? levels.size() : -1) : offsets[code];
      if (offset >= 0) {
        matrix[row * width + at + offset] = 1;
      }
    }
  }
}
