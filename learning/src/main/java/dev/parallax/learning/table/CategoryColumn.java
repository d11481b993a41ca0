package dev.parallax.learning.table;

import java.util.List;

/**
 * Texts of which each stands for a category.
 *
 * @param codes places in {@code levels}; {@link #MISSING} where a value is missing
 * @param levels distinct texts
 */
public record CategoryColumn(String name, int[] codes, List<String> levels) implements Column {
  public static final int MISSING = -1;

  public CategoryColumn {
    levels = List.copyOf(levels);
  }

  @Override
  public Kind kind() {
    return Kind.CATEGORY;
  }

  @Override
  public int size() {
    return codes.length;
  }

  @Override
  public boolean isMissing(int row) {
    return codes[row] == MISSING;
  }

  /** The text of a row, null where it is missing. */
  public String text(int row) {
    return codes[row] == MISSING ? null : levels.get(codes[row]);
  }

  @Override
  public CategoryColumn select(int[] rows) {
    int[] selected = new int[rows.length];
    for (int i = 0; i < rows.length; i++) {
      selected[i] = codes[rows[i]];
    }
    return new CategoryColumn(name, selected, levels);
  }
}
