package dev.parallax.recommendation.neighbour;

/** Takes the rows of a matrix in any order, from several threads, each row once. */
public final class RowsBuilder {
  private static final int[] NONE = {};
  private static final float[] NO_VALUES = {};

  private final int columns;
  private final int[][] column;
  private final float[][] value;

  public RowsBuilder(int rows, int columns) {
    this.columns = columns;
    this.column = new int[rows][];
    this.value = new float[rows][];
  }

  /** The arrays are taken as they are; columns have to ascend. */
  public void put(int row, int[] columnsOfIt, float[] values) {
    column[row] = columnsOfIt.length == 0 ? NONE : columnsOfIt;
    value[row] = values.length == 0 ? NO_VALUES : values;
  }

  /** Gives the rows up one by one, so that they need not be held twice. */
  public SparseMatrix build() {
    int[] offsets = new int[column.length + 1];
    for (int row = 0; row < column.length; row++) {
      offsets[row + 1] = Math.addExact(offsets[row], column[row] == null ? 0 : column[row].length);
    }
    int[] columnsOfAll = new int[offsets[column.length]];
    float[] values = new float[columnsOfAll.length];
    for (int row = 0; row < column.length; row++) {
      if (column[row] != null) {
        System.arraycopy(column[row], 0, columnsOfAll, offsets[row], column[row].length);
        System.arraycopy(value[row], 0, values, offsets[row], value[row].length);
        column[row] = null;
        value[row] = null;
      }
    }
    return new SparseMatrix(columns, offsets, columnsOfAll, values);
  }
}
