package dev.parallax.learning.table;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import de.siegmar.fastcsv.reader.CsvRecordHandler;
import de.siegmar.fastcsv.reader.FieldMismatchStrategy;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.zip.GZIPInputStream;

/**
 * Reads CSV (RFC 4180 with a header; comma, semicolon or tab; UTF-8, plain or gzip) in two passes:
 * the first finds out what each column is, the second keeps numbers and codes. One pass was
 * rejected: it would hold every text of a file until the last row has shown what its column is.
 */
public final class CsvTables {
  private static final int LONGEST_FIELD = 100_000;
  private static final int LONGEST_NAME = 200;

  /** So many are read, so that what is wrong with a row or a header can be said. */
  private static final int MOST_FIELDS = 1 << 20;

  private static final int MOST_MISTAKES = 20;

  private static final long MOST_CHARACTERS = 1L << 30;
  private static final long MOST_LEVEL_CHARACTERS = 1L << 24;

  /** At least this share of a column's values are numbers where it is a column of numbers. */
  private static final double NUMBERS = 0.5;

  private final Source source;
  private final Limits limits;
  private final Map<String, Kind> known;
  private final boolean others;

  /** Opens the same bytes each time. */
  @FunctionalInterface
  public interface Source {
    InputStream open() throws IOException;
  }

  private CsvTables(Source source, Limits limits, Map<String, Kind> known, boolean others) {
    this.source = source;
    this.limits = limits;
    this.known = known;
    this.others = others;
  }

  /**
   * @param categories columns that are categories though they look like numbers
   * @throws TableException naming columns and rows, the first row after the header being 1
   */
  public static Table read(Source source, Limits limits, Set<String> categories)
      throws IOException, TableException {
    Map<String, Kind> known = new HashMap<>();
    categories.forEach(name -> known.put(name, Kind.CATEGORY));
    return new CsvTables(source, limits, known, true).read();
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
    return schema.aligned(new CsvTables(source, limits, known, false).read());
  }

  /** What is known of a column after the first pass. */
  private static final class Tally {
    private int numbers;
    private int texts;
    private int firstText;

    void add(String value, int row) {
      if (Values.isMissing(value)) {
        return;
      }
      if (!Double.isNaN(Values.number(value))) {
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
        eachRow(
            names -> {
              header.addAll(names);
              names.forEach(name -> tallies.add(new Tally()));
            },
            (fields, row) -> {
              for (int c = 0; c < fields.size(); c++) {
                tallies.get(c).add(fields.get(c).strip(), row);
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
    return others || known.containsKey(name);
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
                "must be a number, and is a text in row %d (%d numbers, %d texts)%s"
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
    eachRow(
        names -> {},
        (fields, row) -> {
          for (int c = 0; c < columns; c++) {
            String value = fields.get(c).strip();
            if (numbers[c] != null) {
              numbers[c][row - 1] = Values.number(value);
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
            "file", "must not hold so many different texts; leave columns of free text out");
      }
    }
    return code;
  }

  private static List<String> inOrder(Map<String, Integer> codes) {
    String[] levels = new String[codes.size()];
    codes.forEach((level, code) -> levels[code] = level);
    return List.of(levels);
  }

  /** Hears the names of the columns. */
  @FunctionalInterface
  private interface HeaderTaker {
    void take(List<String> names);
  }

  /** Hears a row by its number, from 1. */
  @FunctionalInterface
  private interface RowTaker {
    void take(List<String> fields, int row) throws TableException;
  }

  private int eachRow(HeaderTaker headers, RowTaker taker) throws IOException, TableException {
    try (BufferedReader text = new BufferedReader(characters(), 1 << 16)) {
      char separator = separator(text);
      try (CsvReader<CsvRecord> reader =
          CsvReader.builder()
              .fieldSeparator(separator)
              .maxBufferSize(16 * 1024 * 1024)
              .extraFieldStrategy(FieldMismatchStrategy.IGNORE)
              .missingFieldStrategy(FieldMismatchStrategy.IGNORE)
              .build(CsvRecordHandler.of(handler -> handler.maxFields(MOST_FIELDS)), text)) {
        return eachRow(reader, headers, taker);
      }
    } catch (CsvParseException e) {
      throw new TableException("file", "must be CSV (RFC 4180): a quoted field may not be closed");
    } catch (UncheckedIOException e) {
      throw unreadable(e.getCause());
    } catch (CharacterCodingException e) {
      throw unreadable(e);
    }
  }

  private static TableException unreadable(IOException e) throws IOException {
    if (e instanceof CharacterCodingException) {
      return new TableException("file", "must be text in UTF-8");
    }
    throw e;
  }

  private int eachRow(CsvReader<CsvRecord> reader, HeaderTaker headers, RowTaker taker)
      throws TableException {
    int rows = 0;
    long characters = 0;
    List<String> names = null;
    for (CsvRecord line : reader) {
      List<String> fields = line.getFields();
      if (names == null) {
        names = names(fields);
        headers.take(names);
        continue;
      }
      rows++;
      if (fields.size() != names.size()) {
        throw new TableException(
            "file",
            "must have %d fields in each row, as its header has; row %d has %d"
                .formatted(names.size(), rows, fields.size()));
      }
      if (rows > limits.rows() || (long) rows * names.size() > limits.cells()) {
        throw new TableException(
            "file",
            "must have at most %d rows and %d values; take a sample"
                .formatted(limits.rows(), limits.cells()));
      }
      for (String field : fields) {
        characters += field.length();
        if (field.length() > LONGEST_FIELD) {
          throw new TableException(
              "file",
              "must have fields of at most " + LONGEST_FIELD + " characters, see row " + rows);
        }
      }
      if (characters > MOST_CHARACTERS) {
        throw new TableException("file", "must not unpack to more than 1 GiB; take a sample");
      }
      taker.take(fields, rows);
    }
    if (names == null) {
      throw new TableException("file", "must have a header line with the names of its columns");
    }
    return rows;
  }

  private List<String> names(List<String> fields) throws TableException {
    if (fields.size() > limits.columns()) {
      throw new TableException(
          "file",
          "must have at most %d columns, not %d".formatted(limits.columns(), fields.size()));
    }
    List<String> names = fields.stream().map(String::strip).toList();
    Set<String> seen = new HashSet<>();
    for (int c = 0; c < names.size(); c++) {
      String name = names.get(c);
      if (name.isEmpty() || name.length() > LONGEST_NAME || hasControl(name)) {
        throw new TableException(
            "file",
            "must name its columns in the first line, by 1 to %d characters; see column %d"
                .formatted(LONGEST_NAME, c + 1));
      }
      if (!seen.add(name)) {
        throw new TableException("file", "must not name two columns alike; see column " + (c + 1));
      }
    }
    return names;
  }

  private static boolean hasControl(String name) {
    return name.chars().anyMatch(Character::isISOControl);
  }

  private Reader characters() throws IOException {
    InputStream bytes = source.open();
    BufferedMark marked = new BufferedMark(bytes);
    InputStream plain =
        marked.isGzip() ? new GZIPInputStream(marked.stream(), 1 << 16) : marked.stream();
    return new InputStreamReader(
        plain,
        StandardCharsets.UTF_8
            .newDecoder()
            .onMalformedInput(CodingErrorAction.REPORT)
            .onUnmappableCharacter(CodingErrorAction.REPORT));
  }

  /** Passes a byte order mark over, and tells what separates the fields of the first line. */
  private static char separator(BufferedReader text) throws IOException {
    text.mark(1 << 16);
    int first = text.read();
    if (first != '\uFEFF') {
      text.reset();
    }
    text.mark(1 << 16);
    int commas = 0;
    int semicolons = 0;
    int tabs = 0;
    for (int i = 0; i < (1 << 16) - 1; i++) {
      int c = text.read();
      if (c < 0 || c == '\n') {
        break;
      }
      commas += c == ',' ? 1 : 0;
      semicolons += c == ';' ? 1 : 0;
      tabs += c == '\t' ? 1 : 0;
    }
    text.reset();
    return tabs > commas && tabs > semicolons ? '\t' : semicolons > commas ? ';' : ',';
  }
}
