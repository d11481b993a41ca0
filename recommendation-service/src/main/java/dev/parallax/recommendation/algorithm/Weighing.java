package dev.parallax.recommendation.algorithm;

import dev.parallax.recommendation.neighbour.SparseMatrix;

/**
 * What an interaction counts: in what is learned from, and in the history that is scored.
 *
 * @param values of repeats together
 * @param halfLifeDays in learning, what lies so far before the newest interaction counts half; 0
 *     for no decay
 * @param historyHalfLifeDays in a history, counted from its newest interaction; 0 for no decay
 */
public record Weighing(Values values, double halfLifeDays, double historyHalfLifeDays) {
  private static final double SECONDS_PER_DAY = 86_400;

  /** What becomes of values. */
  public enum Values {
    /** As they are; repeats are added. */
    GIVEN,
    /** 1 for what has been done, however often. */
    BINARY,
    /** The logarithm to base 2 of 1 and what is given, so that once is 1 and three times is 2. */
    LOG,
    /** As they are; of repeats the newest, as of ratings. */
    LATEST
  }

  /** Ratings as they stand now. */
  public static final Weighing RATINGS = new Weighing(Values.LATEST, 0, 0);

  /** Reads {@code values}, {@code halfLifeDays} and {@code historyHalfLifeDays}. */
  public static Weighing of(Options options, Values otherwise) {
    return new Weighing(
        options.oneOf("values", Values.class, otherwise),
        days(options, "halfLifeDays"),
        days(options, "historyHalfLifeDays"));
  }

  private static double days(Options options, String name) {
    return options.number(name, 0, 36_500, 0);
  }

  /** What is learned from, users by items. */
  public SparseMatrix matrix(Interactions data) {
    return data.usersByItems(
        (position, newest) ->
            value(data.value(position)) * decay(halfLifeDays, newest - data.second(position)),
        this::together);
  }

  /** A history, each item once; those from {@code items} on are left out. */
  public HistoryVector vector(History history, int items) {
    long newest = history.size() == 0 ? 0 : history.seconds()[history.size() - 1];
    return HistoryVector.of(
        history,
        items,
        h -> value(history.values()[h]) * decay(historyHalfLifeDays, newest - history.seconds()[h]),
        this::together);
  }

  private double value(float given) {
    return values == Values.BINARY ? 1 : given;
  }

  private double together(double sum, double greatest, double last) {
    return switch (values) {
      case GIVEN -> sum;
      case BINARY -> greatest;
      case LATEST -> last;
      case LOG -> Math.log1p(Math.max(0, sum)) / Math.log(2);
    };
  }

  /** What something of that age counts; 1 where the half-life is 0, which stands for no decay. */
  public static double decay(double halfLifeDays, long ageSeconds) {
    return halfLifeDays == 0 ? 1 : Math.pow(0.5, ageSeconds / (halfLifeDays * SECONDS_PER_DAY));
  }
}
