package dev.parallax.ingestion.mapping;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.parallax.ingestion.file.CsvFile;
import dev.parallax.ingestion.file.Row;
import dev.parallax.ingestion.file.UnreadableFileException;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Values by what they are looked up with. */
record Table(Map<String, JsonNode> values) {
  JsonNode find(String key) {
    return values.get(key);
  }

  /**
   * Either {@code values}, or {@code csv} with the columns {@code key} and {@code value} (the first
   * and second where they are not named).
   */
  static Table read(Part part) {
    Map<String, JsonNode> values = new HashMap<>(part.entries("values"));
    String csv = part.text("csv");
    String key = part.text("key");
    String value = part.text("value");
    if (csv != null) {
      try {
        read(CsvFile.of(csv), key, value, part, values);
      } catch (IOException | UnreadableFileException e) {
        part.wrong("csv", "must be CSV with a header line");
      }
    }
    if (values.isEmpty()) {
      part.wrong("", "must have values, or csv with at least one line below its header");
    }
    part.refuseOthers();
    return new Table(values);
  }

  private static void read(
      CsvFile csv, String key, String value, Part part, Map<String, JsonNode> values)
      throws IOException, UnreadableFileException {
    try (csv) {
      int keyColumn = column(csv.header(), key, 0, "key", part);
      int valueColumn = column(csv.header(), value, 1, "value", part);
      if (keyColumn < 0 || valueColumn < 0) {
        return;
      }
      for (Row row = csv.next(); row != null; row = csv.next()) {
        List<String> fields = row.fields();
        if (fields.size() > Math.max(keyColumn, valueColumn)) {
          values.put(
              fields.get(keyColumn).strip(), TextNode.valueOf(fields.get(valueColumn).strip()));
        }
      }
    }
  }

  private static int column(
      List<String> header, String name, int otherwise, String setting, Part part) {
    int column = name == null ? otherwise : header.indexOf(name);
    if (column < 0 || column >= header.size()) {
      part.wrong(setting, "must be a column of the table: " + String.join(", ", header));
      return -1;
    }
    return column;
  }
}
