package dev.parallax.learning.pipeline;

/**
 * Numbers row by row.
 *
 * @param values row-major, {@code rows * columns} of them; NaN where one is missing
 */
public record Matrix(int rows, int columns, double[] values) {
  public Matrix {
    if (values.length != rows * columns) {
      throw new IllegalArgumentException("values must be rows times columns");
    }
  }

  public double get(int row, int column) {
    return values[row * columns + column];
  }

  /** Copies one row into {@code into}, of length {@link #columns}. */
  public void row(int row, double[] into) {
    System.arraycopy(values, row * columns, into, 0, columns);
  }

  /** The mean of each column. */
  public double[] means() {
    double[] means = new double[columns];
    for (int row = 0; row < rows; row++) {
      for (int c = 0; c < columns; c++) {
        means[c] += get(row, c);
      }
    }
    for (int c = 0; c < columns; c++) {
      means[c] /= rows;
    }
    return means;
  }

  /** The same in single precision, as trees read it. */
  public float[] floats() {
    float[] floats = new float[values.length];
    for (int i = 0; i < values.length; i++) {
      floats[i] = (float) values[i];
    }
    return floats;
  }
}
