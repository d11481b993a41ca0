package dev.parallax.experience.session;

import java.util.Arrays;
import java.util.stream.LongStream;

/**
 * When the steps of one visit were taken, as far as it still matters for how deep the visit went.
 *
 * <p>A visit reaches a step when it took it at or after the time it reached the step before; the
 * earliest such time is the one that counts. Steps come late, so the depth must be found anew from
 * all times known. Keeping all of them is not needed: a later arrival can only make a step be
 * reached earlier, never later, so times after the one that counts are dropped without loss.
 */
public final class Trail {
  /** No step was taken. */
  public static final Trail EMPTY = new Trail(new long[0]);

  /**
   * Most times kept of one step that was not reached, the latest ones: a bound for senders whose
   * visits never view and never end. Far above what people do.
   */
  static final int MOST_PER_STEP = 1_000;

  private static final int STEPS = Step.ALL.size();

  /** {@code millis * 4 + step}, ascending, without repeats. */
  private final long[] marks;

  private Trail(long[] marks) {
    this.marks = marks;
  }

  /** One step at one time. */
  public static Trail of(Step step, long atMillis) {
    return new Trail(new long[] {Math.multiplyExact(atMillis, STEPS) + step.ordinal()});
  }

  /** What {@link #marks()} gave. */
  public static Trail ofMarks(long[] marks) {
    return new Trail(marks.clone());
  }

  /** A compact form to store: {@code millis * 4 + step}, ascending. */
  public long[] marks() {
    return marks.clone();
  }

  /** Both together; order and grouping do not matter. */
  public Trail and(Trail other) {
    if (other.marks.length == 0) {
      return this;
    }
    if (marks.length == 0) {
      return other;
    }
    return new Trail(pruned(union(marks, other.marks)));
  }

  /** How many steps were reached, 0 to 4, each at or after the one before. */
  public int depth() {
    long reached = Long.MIN_VALUE;
    for (int step = 0; step < STEPS; step++) {
      reached = earliest(marks, step, reached);
      if (reached == Long.MAX_VALUE) {
        return step;
      }
    }
    return STEPS;
  }

  /** Whether it holds that step, reached or not. */
  boolean took(Step step) {
    return Arrays.stream(marks).anyMatch(mark -> step(mark) == step.ordinal());
  }

  private static long[] union(long[] some, long[] others) {
    long[] all = LongStream.concat(Arrays.stream(some), Arrays.stream(others)).sorted().toArray();
    int kept = 1;
    for (int i = 1; i < all.length; i++) {
      if (all[i] != all[kept - 1]) {
        all[kept++] = all[i];
      }
    }
    return Arrays.copyOf(all, kept);
  }

  private static long[] pruned(long[] marks) {
    long[] last = new long[STEPS];
    int[] surplus = new int[STEPS];
    long reached = Long.MIN_VALUE;
    for (int step = 0; step < STEPS; step++) {
      reached = reached == Long.MAX_VALUE ? reached : earliest(marks, step, reached);
      last[step] = reached;
    }
    for (long mark : marks) {
      surplus[step(mark)]++;
    }
    for (int step = 0; step < STEPS; step++) {
      surplus[step] -= MOST_PER_STEP;
    }
    return Arrays.stream(marks)
        .filter(mark -> millis(mark) <= last[step(mark)] && surplus[step(mark)]-- <= 0)
        .toArray();
  }

  /** The first time of {@code step} at or after {@code from}, MAX_VALUE when there is none. */
  private static long earliest(long[] marks, int step, long from) {
    for (long mark : marks) {
      if (step(mark) == step && millis(mark) >= from) {
        return millis(mark);
      }
    }
    return Long.MAX_VALUE;
  }

  private static int step(long mark) {
    return Math.floorMod(mark, STEPS);
  }

  private static long millis(long mark) {
    return Math.floorDiv(mark, STEPS);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Trail trail && Arrays.equals(marks, trail.marks);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(marks);
  }

  @Override
  public String toString() {
    return "Trail" + Arrays.toString(marks);
  }
}
