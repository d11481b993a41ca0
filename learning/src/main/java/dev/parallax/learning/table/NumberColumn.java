package dev.parallax.learning.table;

/**
 * Numbers.
 *
 * @param values NaN where one is missing; never infinite
 */
public record NumberColumn(String name, double[] values) implements Column {
  @Override
  public Kind kind() {
    return Kind.NUMBER;
  }

  @Override
  public int size() {
    return values.length;
  }

  @Override
  public boolean isMissing(int row) {
    return Double.isNaN(values[row]);
  }

  @Override
  public NumberColumn select(int[] rows) {
    double[] selected = new double[rows.length];
    for (int i = 0; i < rows.length; i++) {
      selected[i] = values[rows[i]];
    }
    return new NumberColumn(name, selected);
  }
}
