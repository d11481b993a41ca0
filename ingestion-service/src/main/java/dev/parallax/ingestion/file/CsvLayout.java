package dev.parallax.ingestion.file;

import java.util.List;

/**
 * How a CSV file is written.
 *
 * @param delimiter between fields; null: comma, semicolon or tab, whichever the first line has most
 *     of
 * @param quote around fields; null: the quotation mark
 * @param header whether the first line names the columns
 * @param columns names of the columns; empty: those of the header line
 */
public record CsvLayout(
    Character delimiter, Character quote, boolean header, List<String> columns) {
  /** RFC 4180 with a header line. */
  public static final CsvLayout USUAL = new CsvLayout(null, null, true, List.of());

  public CsvLayout {
    columns = List.copyOf(columns);
    if (!header && columns.isEmpty()) {
      throw new IllegalArgumentException("columns must be named where there is no header");
    }
  }
}
