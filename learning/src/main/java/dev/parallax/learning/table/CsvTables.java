package dev.parallax.learning.table;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * Makes tables of CSV files ({@link CsvRows}) in two passes: the first finds out what each column
 * is, the second keeps numbers and codes. One pass was rejected: it would hold every text of a file
 * until the last row has shown what its column is.
 */
public final class CsvTables {
  private static final int MOST_MISTAKES = 20;

  private static final long MOST_LEVEL_CHARACTERS = 1L << 24;

  /** At least this share of a column's values are numbers where it is a column of numbers. */
  private static final double NUMBERS = 0.5;

  private final CsvRows file;
  private final Map<String, Kind> known;
  private final boolean others;
  private final Set<String> ignored;
  private boolean decimalComma;

  /** Opens the same bytes each time. */
  @FunctionalInterface
  public interface Source {
    InputStream open() throws IOException;
  }

  /** Hears a text of one column and the number of its row, from 1. */
  @FunctionalInterface
  public interface TextTaker {
    void take(String text, int row);
  }

  private CsvTables(
      Source source, Limits limits, Map<String, Kind> known, boolean others, Set<String> ignored) {
    this.known = known;
    this.others = others;
    this.ignored = ignored;
    this.file = new CsvRows(source, limits, this::isWanted);
  }

  /**
   * All columns but a first one without a name, which numbers the rows.
   *
   * @param categories columns that are categories though they look like numbers
   * @param ignored columns that are passed over, whatever is in them
   * @throws TableException naming columns and rows, the first row after the header being 1
   */
  public static Table read(
      Source source, Limits limits, Set<String> categories, Set<String> ignored)
      throws IOException, TableException {
    Map<String, Kind> known = new HashMap<>();
    categories.forEach(name -> known.put(name, Kind.CATEGORY));
    return new CsvTables(source, limits, known, true, Set.copyOf(ignored)).read();
  }

  /**
   * The texts of one column as they are, row by row, none of them kept.
   *
   * @throws TableException where the file has no such column
   */
  public static void texts(Source source, Limits limits, String column, TextTaker taker)
      throws IOException, TableException {
    int[] place = {-1};
    new CsvRows(source, limits, column::equals)
        .each(
            (names, decimalComma) -> place[0] = names.indexOf(column),
            (fields, row) -> {
              if (place[0] < 0) {
                throw new TableException(column, "must be a column of the file");
              }
              taker.take(fields.get(place[0]), row);
            });
  }

  /**
   * The columns of a schema, whatever else the file has.
   *
   * @throws TableException naming columns that are not there, and rows that have no number where
   *     one is needed
   */
  public static Table read(Source source, Limits limits, Schema schema)
      throws IOException, TableException {
    Map<String, Kind> known = new HashMap<>();
    schema.columns().forEach(column -> known.put(column.name(), column.kind()));
    return schema.aligned(new CsvTables(source, limits, known, false, Set.of()).read());
  }

  /** What is known of a column after the first pass. */
  private static final class Tally {
    private int numbers;
    private int texts;
    private int firstText;

    void add(String value, int row, boolean decimalComma) {
      if (Values.isMissing(value)) {
        return;
      }
      if (!Double.isNaN(Values.number(value, decimalComma))) {
        numbers++;
      } else {
        if (texts == 0) {
          firstText = row;
        }
        texts++;
      }
    }

    boolean isOfNumbers() {
      return numbers > 0 && numbers >= NUMBERS * (numbers + texts);
    }
  }

  private Table read() throws IOException, TableException {
    List<Tally> tallies = new ArrayList<>();
    List<String> header = new ArrayList<>();
    int rows =
        file.each(
            (names, comma) -> {
              header.addAll(names);
              names.forEach(name -> tallies.add(isWanted(name) ? new Tally() : null));
              decimalComma = comma;
            },
            (fields, row) -> {
              for (int c = 0; c < fields.size(); c++) {
                if (tallies.get(c) != null) {
                  tallies.get(c).add(fields.get(c).strip(), row, decimalComma);
                }
              }
            });
    if (rows == 0) {
      throw new TableException("file", "must have rows after its header");
    }
    checkNames(header);
    checkNumbers(header, tallies);
    return load(header, tallies, rows);
  }

  private void checkNames(List<String> header) throws TableException {
    List<TableException.Mistake> mistakes = new ArrayList<>();
    for (String name : new TreeSet<>(known.keySet())) {
      if (!header.contains(name)) {
        mistakes.add(new TableException.Mistake(name, "must be a column of the file"));
      }
    }
    if (!mistakes.isEmpty()) {
      throw new TableException(mistakes);
    }
  }

  private boolean isWanted(String name) {
    return !ignored.contains(name)
        && (known.containsKey(name) || (others && !name.equals(CsvRows.NO_NAME)));
  }

  private boolean isOfNumbers(String name, Tally tally) {
    Kind kind = known.get(name);
    return kind == null ? tally.isOfNumbers() : kind == Kind.NUMBER;
  }

  private void checkNumbers(List<String> header, List<Tally> tallies) throws TableException {
    List<TableException.Mistake> mistakes = new ArrayList<>();
    for (int c = 0; c < header.size() && mistakes.size() < MOST_MISTAKES; c++) {
      Tally tally = tallies.get(c);
      String name = header.get(c);
      if (isWanted(name) && isOfNumbers(name, tally) && tally.texts > 0) {
        mistakes.add(
            new TableException.Mistake(
                name,
                "must be a number, and is a text in row %d (%d numbers, %d texts or above 3.4e38)%s"
                    .formatted(
                        tally.firstText,
                        tally.numbers,
                        tally.texts,
                        others ? "; correct it, or name the column in categories" : "")));
      }
    }
    if (!mistakes.isEmpty()) {
      throw new TableException(mistakes);
    }
  }

  private Table load(List<String> header, List<Tally> tallies, int rows)
      throws IOException, TableException {
    int columns = header.size();
    double[][] numbers = new double[columns][];
    int[][] codes = new int[columns][];
    List<Map<String, Integer>> levels = new ArrayList<>();
    for (int c = 0; c < columns; c++) {
      levels.add(new HashMap<>());
      if (!isWanted(header.get(c))) {
        continue;
      }
      if (isOfNumbers(header.get(c), tallies.get(c))) {
        numbers[c] = new double[rows];
      } else {
        codes[c] = new int[rows];
      }
    }
    long[] levelCharacters = {0};
    file.each(
        (names, comma) -> {},
        (fields, row) -> {
          for (int c = 0; c < columns; c++) {
            String value = fields.get(c).strip();
            if (numbers[c] != null) {
              numbers[c][row - 1] = Values.number(value, decimalComma);
            } else if (codes[c] != null) {
              codes[c][row - 1] = code(levels.get(c), value, levelCharacters);
            }
          }
        });
    List<Column> table = new ArrayList<>(columns);
    for (int c = 0; c < columns; c++) {
      if (numbers[c] != null) {
        table.add(new NumberColumn(header.get(c), numbers[c]));
      } else if (codes[c] != null) {
        table.add(new CategoryColumn(header.get(c), codes[c], inOrder(levels.get(c))));
      }
    }
    return new Table(table, rows);
  }

  private static int code(Map<String, Integer> levels, String value, long[] characters)
      throws TableException {
    if (Values.isMissing(value)) {
      return CategoryColumn.MISSING;
    }
    String category = Values.category(value);
    Integer code = levels.get(category);
    if (code == null) {
      code = levels.size();
      levels.put(category, code);
      characters[0] += value.length();
      if (characters[0] > MOST_LEVEL_CHARACTERS) {
        throw new TableException(
            "file", "must not hold so many different texts; name columns of free text in ignore");
      }
    }
    return code;
  }

  private static List<String> inOrder(Map<String, Integer> codes) {
    String[] levels = new String[codes.size()];
    codes.forEach((level, code) -> levels[code] = level);
    return List.of(levels);
  }
}
