package dev.parallax.learning.evaluation;

import java.util.SplittableRandom;
import java.util.stream.IntStream;

/** Which rows are learned from and which are held out; the same seed gives the same. */
public final class Splits {
  private Splits() {}

  /**
   * @param train rows to learn from, ascending
   * @param test the others, ascending
   */
  public record Split(int[] train, int[] test) {}

  /**
   * A share of rows held out, of each class alike.
   *
   * @param classes of each row; all the same where the target is a number
   * @param testShare at least one row of each class stays on either side where it has two
   */
  public static Split holdOut(int[] classes, double testShare, long seed) {
    boolean[] held = new boolean[classes.length];
    int[][] byClass = shuffledByClass(classes, seed);
    for (int[] rows : byClass) {
      int count = (int) Math.round(testShare * rows.length);
      if (rows.length > 1 && testShare > 0) {
        count = Math.clamp(count, 1, rows.length - 1);
      }
      for (int i = 0; i < count; i++) {
        held[rows[i]] = true;
      }
    }
    return split(held);
  }

  /**
   * Parts of about the same size, of each class alike; each row is held out once.
   *
   * @param folds at least 2
   */
  public static Split[] folds(int[] classes, int folds, long seed) {
    int[] foldOf = new int[classes.length];
    int next = 0;
    for (int[] rows : shuffledByClass(classes, seed)) {
      // The next class goes on where the last one ended, so that sizes differ by one at most.
      for (int row : rows) {
        foldOf[row] = next++ % folds;
      }
    }
    Split[] splits = new Split[folds];
    for (int f = 0; f < folds; f++) {
      int fold = f;
      boolean[] held = new boolean[classes.length];
      IntStream.range(0, held.length).forEach(row -> held[row] = foldOf[row] == fold);
      splits[f] = split(held);
    }
    return splits;
  }

  private static Split split(boolean[] held) {
    return new Split(
        IntStream.range(0, held.length).filter(row -> !held[row]).toArray(),
        IntStream.range(0, held.length).filter(row -> held[row]).toArray());
  }

  private static int[][] shuffledByClass(int[] classes, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    int most = IntStream.of(classes).max().orElse(0);
    int[][] byClass = new int[most + 1][];
    for (int c = 0; c <= most; c++) {
      int wanted = c;
      int[] rows = IntStream.range(0, classes.length).filter(r -> classes[r] == wanted).toArray();
      for (int i = rows.length - 1; i > 0; i--) {
        int other = random.nextInt(i + 1);
        int row = rows[i];
        rows[i] = rows[other];
        rows[other] = row;
      }
      byClass[c] = rows;
    }
    return byClass;
  }
}
