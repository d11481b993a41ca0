package dev.parallax.recommendation.neighbour;

import java.util.Arrays;

/**
 * Rows of (column, value) pairs, compressed: 8 bytes an entry. Within a row columns are distinct
 * and ascending.
 */
public final class SparseMatrix {
  private final int columns;
  private final int[] offsets;
  private final int[] column;
  private final float[] value;

  /**
   * Takes the arrays as they are.
   *
   * @param offsets where each row starts, and the end of the last
   */
  public SparseMatrix(int columns, int[] offsets, int[] column, float[] value) {
    if (column.length != value.length || offsets[offsets.length - 1] > column.length) {
      throw new IllegalArgumentException("offsets must lie within equally long columns and values");
    }
    this.columns = columns;
    this.offsets = offsets;
    this.column = column;
    this.value = value;
  }

  /** As many rows as columns, and nothing in them. */
  public static SparseMatrix empty(int size) {
    return new SparseMatrix(size, new int[size + 1], new int[0], new float[0]);
  }

  public int rows() {
    return offsets.length - 1;
  }

  public int columns() {
    return columns;
  }

  public int entries() {
    return offsets[offsets.length - 1];
  }

  public int from(int row) {
    return offsets[row];
  }

  public int to(int row) {
    return offsets[row + 1];
  }

  public int column(int position) {
    return column[position];
  }

  public float value(int position) {
    return value[position];
  }

  /** The value of a row and a column, 0 where there is none. */
  public float at(int row, int columnOfIt) {
    int position = Arrays.binarySearch(column, from(row), to(row), columnOfIt);
    return position < 0 ? 0 : value[position];
  }

  /** The same entries by column. */
  public SparseMatrix transpose() {
    int[] starts = new int[columns + 1];
    int entries = entries();
    for (int p = 0; p < entries; p++) {
      starts[column[p] + 1]++;
    }
    for (int c = 0; c < columns; c++) {
      starts[c + 1] += starts[c];
    }
    int[] next = Arrays.copyOf(starts, columns);
    int[] rowOf = new int[entries];
    float[] values = new float[entries];
    for (int row = 0; row < rows(); row++) {
      for (int p = offsets[row]; p < offsets[row + 1]; p++) {
        int target = next[column[p]]++;
        rowOf[target] = row;
        values[target] = value[p];
      }
    }
    return new SparseMatrix(rows(), starts, rowOf, values);
  }

  /** A copy with other values in the same places. */
  public SparseMatrix with(Values values) {
    float[] others = new float[entries()];
    for (int row = 0; row < rows(); row++) {
      for (int p = offsets[row]; p < offsets[row + 1]; p++) {
        others[p] = (float) values.of(row, column[p], value[p]);
      }
    }
    return new SparseMatrix(columns, offsets, column, others);
  }

  /** Says the value of a place from the one that is there. */
  @FunctionalInterface
  public interface Values {
    double of(int row, int column, double value);
  }
}
