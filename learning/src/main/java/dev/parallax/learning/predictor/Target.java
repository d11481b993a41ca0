package dev.parallax.learning.predictor;

import dev.parallax.learning.table.CategoryColumn;
import dev.parallax.learning.table.Column;
import dev.parallax.learning.table.NumberColumn;
import dev.parallax.learning.table.Table;
import dev.parallax.learning.table.TableException;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.IntStream;

/**
 * The column that is predicted.
 *
 * @param values numbers; of classes 1 for the positive and 0
 * @param positive the positive class, null for numbers
 * @param negative the other, or what stands for all others; null for numbers
 * @param rows of the table that have a value; {@code values} are of these
 */
record Target(Task task, double[] values, String positive, String negative, int[] rows) {
  private static final int FEWEST_ROWS = 4;
  private static final int FEWEST_OF_A_CLASS = 2;
  private static final int MOST_NAMED = 10;
  private static final Set<String> YES = Set.of("1", "true", "yes", "y", "t", "positive", "是");

  /**
   * @throws TableException naming {@code target} or {@code positive}
   */
  static Target of(Table table, Plan plan) throws TableException {
    Column column = table.column(plan.target()).orElse(null);
    if (column == null) {
      throw new TableException("target", "must be a column of the data");
    }
    int[] rows = IntStream.range(0, table.rows()).filter(r -> !column.isMissing(r)).toArray();
    if (rows.length < FEWEST_ROWS) {
      throw new TableException(
          "target", "must have a value in at least %d rows".formatted(FEWEST_ROWS));
    }
    TreeMap<String, Integer> classes = classes(column, rows);
    if (classes.size() == 1) {
      throw new TableException(
          "target", "has the same value in each row: there is nothing to predict");
    }
    Task task = plan.task() == null ? guess(column, classes.size(), plan) : plan.task();
    return task == Task.REGRESSION
        ? numbers(column, rows)
        : classes(column, rows, classes, plan.positive());
  }

  private static Task guess(Column column, int distinct, Plan plan) {
    if (plan.algorithm().onlyTask() != null) {
      return plan.algorithm().onlyTask();
    }
    boolean numbers = column instanceof NumberColumn && distinct > 2 && plan.positive() == null;
    return numbers ? Task.REGRESSION : Task.CLASSIFICATION;
  }

  private static Target numbers(Column column, int[] rows) throws TableException {
    if (!(column instanceof NumberColumn numbers)) {
      throw new TableException("target", "must be a column of numbers for regression");
    }
    return new Target(
        Task.REGRESSION,
        Arrays.stream(rows).mapToDouble(r -> numbers.values()[r]).toArray(),
        null,
        null,
        rows);
  }

  private static Target classes(
      Column column, int[] rows, TreeMap<String, Integer> classes, String wanted)
      throws TableException {
    if (wanted == null && classes.size() > 2) {
      throw new TableException(
          "target",
          "has %d classes; name in positive the one whose probability is wanted, as in %s"
              .formatted(classes.size(), named(classes)));
    }
    String positive = wanted == null ? positive(classes) : meant(wanted.strip(), classes);
    if (!classes.containsKey(positive)) {
      throw new TableException(
          "positive", "must be one of the target's classes: " + named(classes));
    }
    int count = classes.get(positive);
    if (count < FEWEST_OF_A_CLASS || rows.length - count < FEWEST_OF_A_CLASS) {
      throw new TableException(
          "target",
          "must have at least %d rows of each class; %d of %d are of %s"
              .formatted(FEWEST_OF_A_CLASS, count, rows.length, positive));
    }
    List<String> others = classes.keySet().stream().filter(c -> !c.equals(positive)).toList();
    return new Target(
        Task.CLASSIFICATION,
        Arrays.stream(rows).mapToDouble(r -> text(column, r).equals(positive) ? 1 : 0).toArray(),
        positive,
        others.size() == 1 ? others.getFirst() : "other",
        rows);
  }

  /** Files write TRUE, people true; and 1.0 is 1. */
  private static String meant(String said, TreeMap<String, Integer> classes) {
    if (classes.containsKey(said)) {
      return said;
    }
    List<String> alike =
        classes.keySet().stream()
            .filter(name -> name.equalsIgnoreCase(said) || isSameNumber(name, said))
            .toList();
    return alike.size() == 1 ? alike.getFirst() : said;
  }

  private static boolean isSameNumber(String one, String other) {
    try {
      return Double.parseDouble(one) == Double.parseDouble(other);
    } catch (NumberFormatException e) {
      return false;
    }
  }

  private static List<String> named(TreeMap<String, Integer> classes) {
    return classes.keySet().stream().limit(MOST_NAMED).toList();
  }

  /** The one that reads like a yes, else the last by number or letter. */
  private static String positive(TreeMap<String, Integer> classes) {
    return classes.keySet().stream()
        .filter(c -> YES.contains(c.toLowerCase(Locale.ROOT)))
        .findFirst()
        .orElse(classes.lastKey());
  }

  private static TreeMap<String, Integer> classes(Column column, int[] rows) {
    TreeMap<String, Integer> classes = new TreeMap<>();
    for (int row : rows) {
      classes.merge(text(column, row), 1, Integer::sum);
    }
    return classes;
  }

  private static String text(Column column, int row) {
    return switch (column) {
      case CategoryColumn categories -> categories.text(row);
      case NumberColumn numbers ->
          BigDecimal.valueOf(numbers.values()[row]).stripTrailingZeros().toPlainString();
    };
  }

  /** The class of each row for stratifying; all the same for numbers. */
  int[] strata() {
    int[] strata = new int[values.length];
    if (task == Task.CLASSIFICATION) {
      for (int i = 0; i < strata.length; i++) {
        strata[i] = (int) values[i];
      }
    }
    return strata;
  }

  boolean[] yes() {
    return yes(values);
  }

  static boolean[] yes(double[] values) {
    boolean[] yes = new boolean[values.length];
    for (int i = 0; i < yes.length; i++) {
      yes[i] = values[i] == 1;
    }
    return yes;
  }

  /** The same of some of its rows; {@code rows} are then places among those. */
  Target select(int[] places) {
    return new Target(
        task,
        Arrays.stream(places).mapToDouble(p -> values[p]).toArray(),
        positive,
        negative,
        Arrays.stream(places).map(p -> rows[p]).toArray());
  }

  /** Rows of the rarer class; of numbers all. */
  int fewest() {
    if (task == Task.REGRESSION) {
      return values.length;
    }
    int positives = (int) Arrays.stream(values).sum();
    return Math.min(positives, values.length - positives);
  }
}
