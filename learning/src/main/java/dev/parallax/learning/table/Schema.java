package dev.parallax.learning.table;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The names and kinds of a table's columns: what a model has to be told of a row. */
public record Schema(List<Field> columns) {
  private static final int MOST_MISTAKES = 20;

  /** A column's name and kind. */
  public record Field(String name, Kind kind) {}

  public Schema {
    columns = List.copyOf(columns);
  }

  public static Schema of(Table table) {
    return new Schema(
        table.columns().stream().map(column -> new Field(column.name(), column.kind())).toList());
  }

  /** The table's columns in this schema's order; it must have them all. */
  public Table aligned(Table table) {
    return new Table(
        columns.stream().map(field -> table.column(field.name()).orElseThrow()).toList(),
        table.rows());
  }

  /**
   * A table of rows that came one by one. A field that is absent or null is missing, as an empty
   * field of a file is.
   *
   * @param rows values by column: numbers, texts, booleans
   * @param ignored fields that may be there and say nothing
   * @param prefix of a row's fields in mistakes, with {@code %d} for its place from 0
   * @throws TableException for a field of another name or kind
   */
  public Table table(List<? extends Map<String, ?>> rows, Set<String> ignored, String prefix)
      throws TableException {
    List<TableException.Mistake> mistakes = new ArrayList<>();
    checkNames(rows, ignored, prefix, mistakes);
    List<Column> table = new ArrayList<>(columns.size());
    for (Field field : columns) {
      table.add(
          field.kind() == Kind.NUMBER
              ? numbers(field.name(), rows, prefix, mistakes)
              : categories(field.name(), rows, prefix, mistakes));
    }
    if (!mistakes.isEmpty()) {
      throw new TableException(mistakes.subList(0, Math.min(mistakes.size(), MOST_MISTAKES)));
    }
    return new Table(table, rows.size());
  }

  private void checkNames(
      List<? extends Map<String, ?>> rows,
      Set<String> ignored,
      String prefix,
      List<TableException.Mistake> mistakes) {
    Set<String> names = new HashSet<>(ignored);
    columns.forEach(field -> names.add(field.name()));
    for (int i = 0; i < rows.size() && mistakes.size() < MOST_MISTAKES; i++) {
      for (String name : rows.get(i).keySet()) {
        if (!names.contains(name)) {
          mistakes.add(
              new TableException.Mistake(
                  prefix.formatted(i) + name,
                  "is none of the predictor's columns: "
                      + String.join(", ", columns.stream().map(Field::name).limit(30).toList())));
        }
      }
    }
  }

  private static Column numbers(
      String name,
      List<? extends Map<String, ?>> rows,
      String prefix,
      List<TableException.Mistake> mistakes) {
    double[] values = new double[rows.size()];
    for (int i = 0; i < values.length; i++) {
      Object value = rows.get(i).get(name);
      values[i] =
          switch (value) {
            case null -> Double.NaN;
            case Number number when Values.fits(number.doubleValue()) -> number.doubleValue();
            case String text when !Double.isNaN(Values.number(text.strip())) ->
                Values.number(text.strip());
            case String text when Values.isMissing(text.strip()) -> Double.NaN;
            default -> {
              mistakes.add(
                  new TableException.Mistake(prefix.formatted(i) + name, "must be a number"));
              yield Double.NaN;
            }
          };
    }
    return new NumberColumn(name, values);
  }

  private static Column categories(
      String name,
      List<? extends Map<String, ?>> rows,
      String prefix,
      List<TableException.Mistake> mistakes) {
    Map<String, Integer> levels = new LinkedHashMap<>();
    int[] codes = new int[rows.size()];
    for (int i = 0; i < codes.length; i++) {
      String text =
          switch (rows.get(i).get(name)) {
            case null -> "";
            case String string -> string.strip();
            case Boolean flag -> flag.toString();
            case Number number -> number.toString();
            default -> {
              mistakes.add(
                  new TableException.Mistake(prefix.formatted(i) + name, "must be a text"));
              yield "";
            }
          };
      codes[i] =
          Values.isMissing(text)
              ? CategoryColumn.MISSING
              : levels.computeIfAbsent(Values.category(text), level -> levels.size());
    }
    return new CategoryColumn(name, codes, List.copyOf(levels.keySet()));
  }
}
