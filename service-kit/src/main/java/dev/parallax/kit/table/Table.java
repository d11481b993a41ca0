package dev.parallax.kit.table;

import java.util.List;

/** An answer that can also be had as {@code text/csv}. */
public interface Table {
  /** The media type of the other form. */
  String CSV = "text/csv";

  /** Names of the columns. */
  List<String> columns();

  /**
   * As many values a row as there are columns: texts, numbers, times by their RFC 3339 form; null
   * for what is not known.
   */
  List<List<Object>> lines();
}
