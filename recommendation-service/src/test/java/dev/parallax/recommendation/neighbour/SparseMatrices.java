package dev.parallax.recommendation.neighbour;

/** Sparse matrices of dense ones. */
public final class SparseMatrices {
  private SparseMatrices() {}

  public static SparseMatrix of(float[]... dense) {
    int entries = 0;
    for (float[] row : dense) {
      for (float value : row) {
        entries += value == 0 ? 0 : 1;
      }
    }
    int[] offsets = new int[dense.length + 1];
    int[] columns = new int[entries];
    float[] values = new float[entries];
    int next = 0;
    for (int r = 0; r < dense.length; r++) {
      for (int c = 0; c < dense[r].length; c++) {
        if (dense[r][c] != 0) {
          columns[next] = c;
          values[next++] = dense[r][c];
        }
      }
      offsets[r + 1] = next;
    }
    return new SparseMatrix(dense[0].length, offsets, columns, values);
  }
}
