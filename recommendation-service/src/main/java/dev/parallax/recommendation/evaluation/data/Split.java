package dev.parallax.recommendation.evaluation.data;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;

/**
 * Parts interactions into what is learned from, what is tuned on and what is asked.
 *
 * <ul>
 *   <li><b>time</b>: by one moment for all; the newest share of rows is asked, the next newest
 *       tunes. It is the only one that never learns from the future.
 *   <li><b>leave-last-out</b>: of each user's rows the last is asked, the one before tunes, and the
 *       rest, at least one, is learned from, as RecBole's {@code LS} in mode {@code
 *       valid_and_test}: of a user with two rows none tunes, and with one none is asked.
 *   <li><b>random</b>: of each user's rows, shuffled, the shares. As RecBole's {@code RS} by user
 *       rounds: of n rows a part gets the whole number below its share of n, but at least one while
 *       the training has more than one; the rest is training. With two shares this is the
 *       stratified split of Microsoft Recommenders but for rounding.
 * </ul>
 *
 * @param shares of training, validation and test, or of training and test alone; the validation is
 *     then a part of the training as large, as a share, as the test is of all; leave-last-out has
 *     none
 * @param seed of the random split
 */
public record Split(Method method, List<Double> shares, long seed) {
  /** What is learned from; as a bit of a set {@code 1 << TRAINING}. */
  public static final byte TRAINING = 0;

  /** What settings are chosen on. */
  public static final byte VALIDATION = 1;

  /** What is asked in the end, and nothing is chosen on. */
  public static final byte TEST = 2;

  /** How rows are told apart. */
  public enum Method {
    TIME,
    LEAVE_LAST_OUT,
    RANDOM;

    public String wireName() {
      return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /**
     * @throws IllegalArgumentException naming {@code split}
     */
    public static Method of(String name) {
      for (Method method : values()) {
        if (method.wireName().equals(name)) {
          return method;
        }
      }
      throw new IllegalArgumentException("split must be one of time, leave-last-out, random");
    }

    /** The shares where none are given. */
    public List<Double> usualShares() {
      return switch (this) {
        case TIME -> List.of(0.8, 0.2);
        case LEAVE_LAST_OUT -> List.of();
        case RANDOM -> List.of(0.8, 0.1, 0.1);
      };
    }

    /** Whether the validation is a part of its own, and none of the training. */
    public boolean keepsValidationApart(List<Double> shares) {
      return this == LEAVE_LAST_OUT || shares.size() == 3;
    }
  }

  public Split {
    shares = method == Method.LEAVE_LAST_OUT ? List.of() : List.copyOf(shares);
    double sum = shares.stream().mapToDouble(Double::doubleValue).sum();
    if (method != Method.LEAVE_LAST_OUT
        && (shares.size() < 2
            || shares.size() > 3
            || shares.stream().anyMatch(share -> !(share > 0 && share < 1))
            || Math.abs(sum - 1) > 1e-6)) {
      throw new IllegalArgumentException(
          "shares must be two or three numbers above 0 that add up to 1: training, validation"
              + " (which may be left out), test");
    }
  }

  private boolean keepsValidationApart() {
    return method.keepsValidationApart(shares);
  }

  /** The part of each row. */
  public byte[] parts(InteractionTable table) {
    return switch (method) {
      case TIME -> byTime(table);
      case LEAVE_LAST_OUT -> lastOut(table);
      case RANDOM -> random(table);
    };
  }

  private double testShare() {
    return shares.getLast();
  }

  /** Of all rows. */
  private double validationShare() {
    return keepsValidationApart() ? shares.get(1) : shares.getFirst() * testShare();
  }

  private byte[] byTime(InteractionTable table) {
    int size = table.size();
    byte[] parts = new byte[size];
    if (size == 0) {
      return parts;
    }
    long[] seconds = new long[size];
    for (int r = 0; r < size; r++) {
      seconds[r] = table.second(r);
    }
    Arrays.sort(seconds);
    long testFrom = seconds[at(size, 1 - testShare())];
    long validationFrom = seconds[at(size, 1 - testShare() - validationShare())];
    for (int r = 0; r < size; r++) {
      long second = table.second(r);
      parts[r] = second >= testFrom ? TEST : second >= validationFrom ? VALIDATION : TRAINING;
    }
    return parts;
  }

  private static int at(int size, double share) {
    return (int) Math.clamp(Math.round(share * size), 0, size - 1);
  }

  private static byte[] lastOut(InteractionTable table) {
    byte[] parts = new byte[table.size()];
    int[] rows = byUser(table);
    for (int from = 0; from < rows.length; ) {
      int to = endOfUser(table, rows, from);
      int[] mine = inTimeOrder(table, Arrays.copyOfRange(rows, from, to));
      if (mine.length > 1) {
        parts[mine[mine.length - 1]] = TEST;
      }
      if (mine.length > 2) {
        parts[mine[mine.length - 2]] = VALIDATION;
      }
      from = to;
    }
    return parts;
  }

  private byte[] random(InteractionTable table) {
    byte[] parts = new byte[table.size()];
    int[] rows = byUser(table);
    SplittableRandom random = new SplittableRandom(seed);
    for (int from = 0; from < rows.length; ) {
      int to = endOfUser(table, rows, from);
      shuffle(rows, from, to, random);
      int count = to - from;
      int test = counted(count, testShare(), count);
      int validation =
          keepsValidationApart()
              ? counted(count, validationShare(), count - test)
              : counted(count - test, testShare(), count - test);
      for (int i = 0; i < test; i++) {
        parts[rows[to - 1 - i]] = TEST;
      }
      for (int i = 0; i < validation; i++) {
        parts[rows[to - 1 - test - i]] = VALIDATION;
      }
      from = to;
    }
    return parts;
  }

  /** How many of a user's rows a share comes to, of which {@code left} may still be taken. */
  private static int counted(int count, double share, int left) {
    int whole = (int) (share * count + 1e-9);
    return whole == 0 && left > 1 ? 1 : Math.min(whole, Math.max(0, left - 1));
  }

  private static void shuffle(int[] rows, int from, int to, SplittableRandom random) {
    for (int i = to - 1; i > from; i--) {
      int other = from + random.nextInt(i - from + 1);
      int row = rows[i];
      rows[i] = rows[other];
      rows[other] = row;
    }
  }

  /** Rows by user, each user's in the order they came in. */
  private static int[] byUser(InteractionTable table) {
    int[] next = new int[table.users() + 1];
    for (int r = 0; r < table.size(); r++) {
      next[table.user(r) + 1]++;
    }
    for (int u = 0; u < table.users(); u++) {
      next[u + 1] += next[u];
    }
    int[] rows = new int[table.size()];
    for (int r = 0; r < table.size(); r++) {
      rows[next[table.user(r)]++] = r;
    }
    return rows;
  }

  private static int endOfUser(InteractionTable table, int[] rows, int from) {
    int to = from;
    while (to < rows.length && table.user(rows[to]) == table.user(rows[from])) {
      to++;
    }
    return to;
  }

  /** Of rows with the same time the later in the file is the later one. */
  private static int[] inTimeOrder(InteractionTable table, int[] rows) {
    return Arrays.stream(rows)
        .boxed()
        .sorted(Comparator.comparingLong((Integer row) -> table.second(row)))
        .mapToInt(Integer::intValue)
        .toArray();
  }
}
