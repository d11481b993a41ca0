package dev.parallax.ingestion.mapping;

import dev.parallax.ingestion.file.CsvLayout;
import java.nio.charset.Charset;
import java.util.List;
import java.util.Locale;

/**
 * How the rows stand in the file.
 *
 * @param csv how a CSV file is written; the defaults for the other types
 * @param charset null: UTF-8 where all of the file is, else ISO 8859-1
 */
public record Format(Type type, CsvLayout csv, Charset charset) {
  /** The types that are read. */
  public enum Type {
    CSV,
    JSONL,
    PARQUET;

    public String wireName() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** Such a file written the usual way. */
  public static Format of(Type type) {
    return new Format(type, CsvLayout.USUAL, null);
  }

  static Format read(Part mapping) {
    Part part = mapping.part("format");
    if (part == null) {
      mapping.wrong("format", "must say the type: csv, jsonl or parquet");
      return of(Type.CSV);
    }
    Type type =
        part.read(
            "type", t -> Type.valueOf(t.toUpperCase(Locale.ROOT)), "must be csv, jsonl or parquet");
    if (!part.has("type")) {
      part.wrong("type", "must be csv, jsonl or parquet");
    }
    Character delimiter =
        part.read(
            "delimiter", Format::character, "must be one character, such as \";\" or \"\\t\"");
    Character quote = part.read("quote", Format::character, "must be one character, such as '\"'");
    Charset charset =
        part.read(
            "encoding", Charset::forName, "must be a character set such as UTF-8 or windows-1252");
    boolean header = part.flag("header", true);
    List<String> columns = part.texts("columns");
    if (!header && columns.isEmpty()) {
      part.wrong("columns", "must name the columns of a file without a header line");
    }
    if (delimiter != null && delimiter.equals(quote == null ? Character.valueOf('"') : quote)) {
      part.wrong("delimiter", "must be another character than the quote");
    }
    part.refuseOthers();
    boolean named =
        header || columns.isEmpty(); // Of a layout that is wrong, only the mistake counts.
    return new Format(
        type == null ? Type.CSV : type, new CsvLayout(delimiter, quote, named, columns), charset);
  }

  private static Character character(String text) {
    String plain = text.equals("\\t") ? "\t" : text;
    return plain.length() == 1 ? plain.charAt(0) : null;
  }
}
