package dev.parallax.recommendation.content;

import dev.parallax.recommendation.dataset.ItemNumbers;
import dev.parallax.recommendation.neighbour.SparseMatrix;
import java.util.Arrays;
import java.util.BitSet;

/**
 * Gives items of which nothing was learned neighbours by their texts, so that they can be offered
 * to who likes the like, and stand beside it.
 */
public final class Cold {
  private static final int NEIGHBOURS = 20;

  /** Texts that are less alike share a word by chance. */
  public static final float LEAST = 0.15f;

  /** Comparing each of more would take seconds; the rest waits for the next training. */
  private static final int MOST = 5_000;

  private final SparseMatrix similar;
  private final BitSet cold;

  private Cold(SparseMatrix similar, BitSet cold) {
    this.similar = similar;
    this.cold = cold;
  }

  /** Neighbours of all items: learned ones where there are any, else by text. */
  public SparseMatrix similar() {
    return similar;
  }

  /** Whether an item's neighbours are by text. */
  public boolean isCold(int item) {
    return cold.get(item);
  }

  /**
   * @param learned neighbours of the items that were learned from
   * @param trust what likeness of texts counts beside learned similarity, in (0, 1]
   */
  public static Cold of(SparseMatrix learned, TextIndex index, ItemNumbers numbers, double trust) {
    int[][] columns = new int[numbers.size()][];
    float[][] values = new float[numbers.size()][];
    BitSet cold = new BitSet(numbers.size());
    int compared = 0;
    for (int d = index.size() - 1; d >= 0 && compared < MOST; d--) {
      int item = numbers.find(index.id(d));
      if (item >= 0 && (item >= learned.rows() || learned.from(item) == learned.to(item))) {
        compared++;
        if (row(index, d, numbers, trust, item, columns, values)) {
          cold.set(item);
        }
      }
    }
    return new Cold(join(learned, columns, values), cold);
  }

  private static boolean row(
      TextIndex index,
      int document,
      ItemNumbers numbers,
      double trust,
      int item,
      int[][] columns,
      float[][] values) {
    TextIndex.Hits hits = index.similar(document, NEIGHBOURS);
    long[] found = new long[hits.size()];
    int count = 0;
    for (int h = 0; h < hits.size(); h++) {
      int other = numbers.find(index.id(hits.documents()[h]));
      if (other >= 0 && hits.scores()[h] >= LEAST) {
        float value = (float) (trust * hits.scores()[h]);
        found[count++] = (long) other << 32 | Float.floatToIntBits(value);
      }
    }
    Arrays.sort(found, 0, count);
    columns[item] = new int[count];
    values[item] = new float[count];
    for (int i = 0; i < count; i++) {
      columns[item][i] = (int) (found[i] >>> 32);
      values[item][i] = Float.intBitsToFloat((int) found[i]);
    }
    return count > 0;
  }

  private static SparseMatrix join(SparseMatrix learned, int[][] columns, float[][] values) {
    int rows = columns.length;
    int[] offsets = new int[rows + 1];
    for (int row = 0; row < rows; row++) {
      int size =
          columns[row] != null
              ? columns[row].length
              : row < learned.rows() ? learned.to(row) - learned.from(row) : 0;
      offsets[row + 1] = offsets[row] + size;
    }
    int[] column = new int[offsets[rows]];
    float[] value = new float[offsets[rows]];
    for (int row = 0; row < rows; row++) {
      if (columns[row] != null) {
        System.arraycopy(columns[row], 0, column, offsets[row], columns[row].length);
        System.arraycopy(values[row], 0, value, offsets[row], columns[row].length);
      } else if (row < learned.rows()) {
        for (int p = learned.from(row); p < learned.to(row); p++) {
          column[offsets[row] + p - learned.from(row)] = learned.column(p);
          value[offsets[row] + p - learned.from(row)] = learned.value(p);
        }
      }
    }
    return new SparseMatrix(rows, offsets, column, value);
  }
}
