package dev.parallax.learning.table;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import de.siegmar.fastcsv.reader.CsvRecordHandler;
import de.siegmar.fastcsv.reader.FieldMismatchStrategy;
import java.io.BufferedInputStream;
import java.io.BufferedReader;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;

/**
 * The rows of a CSV file as texts: RFC 4180 with a header; comma, semicolon or tab; UTF-8, plain or
 * gzip. What is not so, or larger than it may be, is refused here.
 *
 * @param wanted names of columns that count for what the file may hold
 */
record CsvRows(CsvTables.Source source, Limits limits, Predicate<String> wanted) {
  /** Of a first column without one, as statistics programs write row numbers. */
  static final String NO_NAME = "";

  private static final int LONGEST_FIELD = 100_000;
  private static final int LONGEST_NAME = 200;
  private static final int BUFFER = 1 << 16;

  /** So many are read, so that what is wrong with a row or a header can be said. */
  private static final int MOST_FIELDS = 1 << 20;

  private static final long MOST_CHARACTERS = 1L << 30;

  /** RFC 1952: gzip begins with these two bytes, and no text does. */
  private static final int[] GZIP = {0x1f, 0x8b};

  /** Hears the names of the columns, and whether a comma is the decimal point. */
  @FunctionalInterface
  interface HeaderTaker {
    void take(List<String> names, boolean decimalComma);
  }

  /** Hears a row by its number, from 1. */
  @FunctionalInterface
  interface RowTaker {
    void take(List<String> fields, int row) throws TableException;
  }

  /**
   * Reads the file from its beginning.
   *
   * @return how many rows there are after the header
   * @throws TableException naming the row, the first after the header being 1
   */
  int each(HeaderTaker headers, RowTaker taker) throws IOException, TableException {
    try (BufferedReader text = new BufferedReader(characters(), BUFFER)) {
      char separator = separator(text);
      try (CsvReader<CsvRecord> reader =
          CsvReader.builder()
              .fieldSeparator(separator)
              .maxBufferSize(16 * 1024 * 1024)
              .extraFieldStrategy(FieldMismatchStrategy.IGNORE)
              .missingFieldStrategy(FieldMismatchStrategy.IGNORE)
              .build(CsvRecordHandler.of(handler -> handler.maxFields(MOST_FIELDS)), text)) {
        return each(reader, names -> headers.take(names, separator == ';'), taker);
      }
    } catch (CsvParseException e) {
      throw new TableException("file", "must be CSV (RFC 4180): a quoted field may not be closed");
    } catch (UncheckedIOException e) {
      throw unreadable(e.getCause());
    } catch (CharacterCodingException | EOFException | ZipException e) {
      throw unreadable(e);
    }
  }

  private static TableException unreadable(IOException e) throws IOException {
    if (e instanceof CharacterCodingException) {
      return new TableException("file", "must be text in UTF-8");
    }
    if (e instanceof EOFException || e instanceof ZipException) {
      return new TableException("file", "must be a whole gzip file, and is broken");
    }
    throw e;
  }

  private int each(CsvReader<CsvRecord> reader, Consumer<List<String>> headers, RowTaker taker)
      throws TableException {
    int rows = 0;
    long characters = 0;
    List<String> names = null;
    long columns = 0;
    for (CsvRecord line : reader) {
      List<String> fields = line.getFields();
      if (names == null) {
        names = names(fields);
        columns = names.stream().filter(wanted).count();
        headers.accept(names);
        continue;
      }
      rows++;
      if (fields.size() != names.size()) {
        throw new TableException(
            "file",
            "must have %d fields in each row, as its header has; row %d has %d"
                .formatted(names.size(), rows, fields.size()));
      }
      if (rows > limits.rows() || rows * columns > limits.cells()) {
        throw new TableException(
            "file",
            "must have at most %d rows and %d values; take a sample"
                .formatted(limits.rows(), limits.cells()));
      }
      characters += fields.size(); // Separators: empty fields pack well too.
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
    List<String> names = fields.stream().map(String::strip).toList();
    long columns = names.stream().filter(wanted).count();
    if (columns > limits.columns()) {
      throw new TableException(
          "file", "must have at most %d columns, not %d".formatted(limits.columns(), columns));
    }
    if (names.stream().noneMatch(name -> Double.isNaN(Values.number(name)))) {
      throw new TableException(
          "file", "must name its columns in the first line, which has nothing but numbers");
    }
    Set<String> seen = new HashSet<>();
    for (int c = 0; c < names.size(); c++) {
      String name = names.get(c);
      boolean named = !name.isEmpty() || (c == 0 && names.size() > 1);
      if (!named || name.length() > LONGEST_NAME || hasControl(name)) {
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
    InputStream bytes = new BufferedInputStream(source.open(), BUFFER);
    bytes.mark(GZIP.length);
    boolean packed = bytes.read() == GZIP[0] && bytes.read() == GZIP[1];
    bytes.reset();
    return new InputStreamReader(
        packed ? new GZIPInputStream(bytes, BUFFER) : bytes,
        StandardCharsets.UTF_8
            .newDecoder()
            .onMalformedInput(CodingErrorAction.REPORT)
            .onUnmappableCharacter(CodingErrorAction.REPORT));
  }

  /** Passes a byte order mark over, and tells what separates the fields of the first line. */
  private static char separator(BufferedReader text) throws IOException {
    text.mark(BUFFER);
    int first = text.read();
    if (first != '\uFEFF') {
      text.reset();
    }
    text.mark(BUFFER);
    int commas = 0;
    int semicolons = 0;
    int tabs = 0;
    for (int i = 0; i < BUFFER - 1; i++) {
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
