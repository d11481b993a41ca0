package dev.parallax.recommendation.matrix;

import java.util.Arrays;
import java.util.function.IntConsumer;

/**
 * A dense symmetric matrix of 4 bytes a number, by rows. It is filled on and below the diagonal;
 * {@link #invert} fills the rest.
 */
public final class SymmetricMatrix {
  /** Above it a row would begin where an int does not reach. */
  public static final int MOST_ROWS = 46_000;

  private static final int BLOCK = 128;
  private static final int MIRRORED = 64;
  private static final int TILES_PER_TASK = 16;

  private final int size;
  private final int stride;
  private final float[] values;

  /** All zero. */
  public SymmetricMatrix(int size) {
    if (size < 0 || size > MOST_ROWS) {
      throw new IllegalArgumentException("size must be 0 to " + MOST_ROWS);
    }
    this.size = size;
    this.stride = up(size, Tile.COLUMNS);
    this.values = new float[up(size, Tile.ROWS) * stride];
  }

  public int size() {
    return size;
  }

  /** Where a row begins in {@link #values}. */
  public int row(int number) {
    return number * stride;
  }

  /** The numbers themselves, to be filled and read. */
  public float[] values() {
    return values;
  }

  /**
   * Becomes its inverse, by the sweep operator (Goodnight, The American Statistician 33, 1979) on
   * blocks: each step inverts a block of the diagonal and subtracts a product of narrow matrices
   * from all the rest, which is where the time goes. That is as many operations as a Cholesky
   * factor and the inverse from it take, and only one kernel. No pivots are looked for; a positive
   * definite matrix needs none.
   *
   * @throws IllegalArgumentException when the matrix is not positive definite
   */
  public void invert(Workers workers) {
    Panel panel = new Panel(size, BLOCK);
    for (int from = 0; from < size; from += BLOCK) {
      int depth = Math.min(BLOCK, size - from);
      sweep(from, depth, panel, workers);
    }
    int blocks = (size + MIRRORED - 1) / MIRRORED;
    workers.run(blocks, 1, () -> this::mirror);
  }

  private void sweep(int from, int depth, Panel panel, Workers workers) {
    double[] block = new double[depth * depth];
    for (int k = 0; k < depth; k++) {
      for (int l = 0; l <= k; l++) {
        block[k * depth + l] = values[row(from + k) + from + l];
        block[l * depth + k] = block[k * depth + l];
      }
    }
    SmallInverse.invert(block, depth);
    panel.take(values, stride, from, depth, workers);
    panel.multiply(block, workers);
    int tasks = (size + TILES_PER_TASK * Tile.ROWS - 1) / (TILES_PER_TASK * Tile.ROWS);
    // The last rows are the longest: they come first, so that no thread is left with them.
    workers.run(tasks, 1, () -> task -> subtract(tasks - 1 - task, panel));
    panel.give(values, stride);
    for (int k = 0; k < depth; k++) {
      for (int l = 0; l <= k; l++) {
        values[row(from + k) + from + l] = (float) -block[k * depth + l];
      }
    }
  }

  private void subtract(int task, Panel panel) {
    int firstRow = task * TILES_PER_TASK * Tile.ROWS;
    int lastRow = Math.min(firstRow + TILES_PER_TASK * Tile.ROWS, size);
    for (int column = 0; column < lastRow; column += Tile.COLUMNS) {
      for (int row = firstRow; row < lastRow; row += Tile.ROWS) {
        if (column < row + Tile.ROWS) {
          panel.subtract(values, stride, row, column);
        }
      }
    }
  }

  /** The sweeps leave the negative inverse on and below the diagonal. */
  private void mirror(int block) {
    int first = block * MIRRORED;
    int last = Math.min(first + MIRRORED, size);
    for (int left = 0; left <= first; left += MIRRORED) {
      for (int i = first; i < last; i++) {
        for (int j = left; j <= Math.min(left + MIRRORED - 1, i); j++) {
          float negated = -values[row(i) + j];
          values[row(i) + j] = negated;
          values[row(j) + i] = negated;
        }
      }
    }
  }

  private static int up(int number, int multipleOf) {
    return (number + multipleOf - 1) / multipleOf * multipleOf;
  }

  /**
   * The columns of a block, twice: as they are, packed by tile for the kernel's right, and times
   * the inverse of the block for its left.
   */
  private static final class Panel {
    private final int size;
    private final float[] right;
    private final float[] left;
    private int from;
    private int depth;

    Panel(int size, int most) {
      this.size = size;
      this.right = new float[up(size, Tile.COLUMNS) * most];
      this.left = new float[up(size, Tile.ROWS) * most];
    }

    private int right(int row, int k) {
      return row / Tile.COLUMNS * Tile.COLUMNS * depth + k * Tile.COLUMNS + row % Tile.COLUMNS;
    }

    /** The block's own rows count as zero, so that the subtraction leaves them alone. */
    void take(float[] values, int stride, int blockFrom, int blockDepth, Workers workers) {
      from = blockFrom;
      depth = blockDepth;
      IntConsumer row =
          r -> {
            for (int k = 0; k < depth; k++) {
              right[right(r, k)] =
                  r < from
                      ? values[(from + k) * stride + r]
                      : r >= from + depth ? values[r * stride + from + k] : 0;
            }
          };
      workers.run(size, 64, () -> row);
    }

    void multiply(double[] inverse, Workers workers) {
      float[] by = new float[depth * depth];
      for (int i = 0; i < by.length; i++) {
        by[i] = (float) inverse[i];
      }
      IntConsumer row =
          r -> {
            Arrays.fill(left, r * depth, (r + 1) * depth, 0);
            for (int k = 0; k < depth; k++) {
              Kernels.addScaled(left, r * depth, right[right(r, k)], by, k * depth, depth);
            }
          };
      workers.run(size, 64, () -> row);
    }

    void subtract(float[] values, int stride, int row, int column) {
      Tile.subtract(
          values,
          row * stride + column,
          stride,
          left,
          row * depth,
          depth,
          right,
          column * depth,
          Tile.COLUMNS);
    }

    void give(float[] values, int stride) {
      for (int row = 0; row < from; row++) {
        for (int k = 0; k < depth; k++) {
          values[(from + k) * stride + row] = left[row * depth + k];
        }
      }
      for (int row = from + depth; row < size; row++) {
        System.arraycopy(left, row * depth, values, row * stride + from, depth);
      }
    }
  }
}
