package dev.parallax.ingestion.file;

import de.siegmar.fastcsv.reader.CloseableIterator;
import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import java.io.Closeable;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PushbackReader;
import java.io.Reader;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * Rows of a CSV file (RFC 4180) one after the other; comma, semicolon or tab, whichever the header
 * has most of. Empty lines are no rows.
 */
public final class CsvFile implements Closeable {
  private static final int LONGEST_FIELD = 1024 * 1024;
  private static final int LONGEST_HEADER = 8192;
  private static final char BYTE_ORDER_MARK = '\uFEFF';

  private final CsvReader<CsvRecord> reader;
  private final CloseableIterator<CsvRecord> records;
  private final Counted bytes;
  private final List<String> header;
  private long number;

  /** Counts what goes through it. */
  private static final class Counted extends FilterInputStream {
    private long read;

    Counted(InputStream in) {
      super(in);
    }

    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
      int count = super.read(into, offset, length);
      read += Math.max(count, 0);
      return count;
    }
  }

  private CsvFile(CsvReader<CsvRecord> reader, Counted bytes, CsvLayout layout)
      throws UnreadableFileException {
    this.reader = reader;
    this.bytes = bytes;
    this.records = reader.iterator();
    List<String> named =
        layout.header() && records.hasNext() ? trimmed(records.next().getFields()) : List.of();
    this.header = layout.columns().isEmpty() ? named : layout.columns();
    if (header.isEmpty()) {
      throw new UnreadableFileException("the file must have a header line");
    }
  }

  public static CsvFile open(ImportFile file) throws IOException, UnreadableFileException {
    return open(file, CsvLayout.USUAL, null);
  }

  /**
   * @param charset null: as the file's bytes tell
   */
  public static CsvFile open(ImportFile file, CsvLayout layout, Charset charset)
      throws IOException, UnreadableFileException {
    return of(file.open(), charset == null ? file.charset() : charset, layout);
  }

  /** From bytes that are read as they are. */
  public static CsvFile of(InputStream in, Charset charset, CsvLayout layout)
      throws IOException, UnreadableFileException {
    Counted bytes = new Counted(in);
    PushbackReader characters =
        new PushbackReader(new InputStreamReader(bytes, charset), LONGEST_HEADER);
    int first = characters.read();
    if (first >= 0 && first != BYTE_ORDER_MARK) {
      characters.unread(first);
    }
    return of(characters, bytes, layout);
  }

  /** A text that is a CSV file. */
  public static CsvFile of(String text) throws IOException, UnreadableFileException {
    return of(
        new PushbackReader(new StringReader(text), LONGEST_HEADER),
        new Counted(InputStream.nullInputStream()),
        CsvLayout.USUAL);
  }

  /**
   * The delimiter of a file: of comma, semicolon and tab the one that its first line has most of.
   */
  public static char delimiter(InputStream in, Charset charset) throws IOException {
    return separator(new PushbackReader(new InputStreamReader(in, charset), LONGEST_HEADER));
  }

  /** The header of a file of which only the beginning is there. */
  public static List<String> header(byte[] head) throws IOException, UnreadableFileException {
    String text = new String(head, StandardCharsets.UTF_8);
    int start = !text.isEmpty() && text.charAt(0) == BYTE_ORDER_MARK ? 1 : 0;
    int end = text.indexOf('\n');
    try (CsvFile csv = of(text.substring(start, end < 0 ? text.length() : end))) {
      return csv.header();
    } catch (CsvParseException e) {
      throw new UnreadableFileException("the header line must be valid CSV", e);
    }
  }

  private static CsvFile of(PushbackReader characters, Counted bytes, CsvLayout layout)
      throws IOException, UnreadableFileException {
    return new CsvFile(
        CsvReader.builder()
            .fieldSeparator(layout.delimiter() == null ? separator(characters) : layout.delimiter())
            .quoteCharacter(layout.quote() == null ? '"' : layout.quote())
            .allowExtraFields(true)
            .allowMissingFields(true)
            .maxBufferSize(LONGEST_FIELD)
            .ofCsvRecord((Reader) characters),
        bytes,
        layout);
  }

  /** Unpacked bytes so far, a buffer ahead of the row returned last. */
  public long bytesRead() {
    return bytes.read;
  }

  public List<String> header() {
    return header;
  }

  /**
   * The next row, null after the last.
   *
   * @throws UnreadableFileException when a quoted field does not end
   */
  public Row next() throws IOException, UnreadableFileException {
    try {
      if (!records.hasNext()) {
        return null;
      }
      return new Row(++number, records.next().getFields());
    } catch (CsvParseException e) {
      throw new UnreadableFileException(
          "the field after row " + number + " does not end: a quotation mark is missing", e);
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
  }

  @Override
  public void close() throws IOException {
    reader.close();
  }

  private static List<String> trimmed(List<String> fields) {
    return fields.stream().map(String::trim).toList();
  }

  private static char separator(PushbackReader characters) throws IOException {
    char[] head = new char[LONGEST_HEADER];
    int read = 0;
    for (int n = 0;
        n >= 0 && read < head.length;
        n = characters.read(head, read, head.length - read)) {
      read += n;
    }
    int[] counts = new int[3];
    for (int i = 0; i < read && head[i] != '\n'; i++) {
      switch (head[i]) {
        case ',' -> counts[0]++;
        case ';' -> counts[1]++;
        case '\t' -> counts[2]++;
        default -> {}
      }
    }
    characters.unread(head, 0, read);
    if (counts[1] > counts[0] && counts[1] >= counts[2]) {
      return ';';
    }
    return counts[2] > counts[0] ? '\t' : ',';
  }
}
