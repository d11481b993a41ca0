package dev.parallax.local.imports;

import com.fasterxml.jackson.databind.JsonNode;
import dev.parallax.local.http.SuiteClient;
import java.io.BufferedInputStream;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipInputStream;

/**
 * A customer of a file whom an example can be about: the one who occurs most often in its first
 * lines. The services cannot name one, since they only know pseudonyms.
 */
final class SampleCustomer {

  private static final int LINES = 5_000;

  private SampleCustomer() {}

  /** The customer, or empty when the file's first lines name none. */
  static Optional<String> in(Path file, ImportFormat format) throws IOException {
    Map<String, Integer> occurrences = new HashMap<>();
    try (BufferedReader lines =
        new BufferedReader(new InputStreamReader(open(file), StandardCharsets.UTF_8))) {
      int column =
          format == ImportFormat.EVENTS ? -1 : column(lines.readLine(), format.customerField());
      String line = lines.readLine();
      for (int i = 0; i < LINES && line != null; i++) {
        String customer =
            format == ImportFormat.EVENTS
                ? field(line, format.customerField())
                : cell(line, column);
        if (!customer.isEmpty()) {
          occurrences.merge(customer, 1, Integer::sum);
        }
        line = lines.readLine();
      }
    }
    return occurrences.entrySet().stream()
        .max(
            Map.Entry.<String, Integer>comparingByValue().thenComparing(Map.Entry.comparingByKey()))
        .map(Map.Entry::getKey);
  }

  private static InputStream open(Path file) throws IOException {
    InputStream raw = new BufferedInputStream(Files.newInputStream(file));
    raw.mark(4);
    int first = raw.read();
    int second = raw.read();
    raw.reset();
    if (first == 0x1f && second == 0x8b) {
      return new GZIPInputStream(raw);
    }
    if (first == 'P' && second == 'K') {
      ZipInputStream zip = new ZipInputStream(raw);
      if (zip.getNextEntry() == null) {
        throw new IOException(file + " is an empty zip archive");
      }
      return zip;
    }
    return raw;
  }

  private static int column(String header, String name) {
    return header == null ? -1 : cells(header).indexOf(name);
  }

  private static String cell(String line, int column) {
    List<String> cells = cells(line);
    if (column < 0 || column >= cells.size()) {
      return "";
    }
    // Spreadsheets turn whole numbers into decimal ones; ingestion reads them as whole numbers too.
    return cells.get(column).replaceFirst("^(\\d+)\\.0$", "$1");
  }

  /**
   * Good enough for an example: a comma inside quotes is no border, an escaped quote is dropped.
   */
  private static List<String> cells(String line) {
    return Arrays.stream(line.split(",(?=(?:[^\"]*\"[^\"]*\")*[^\"]*$)", -1))
        .map(cell -> cell.replace("\"", "").strip())
        .toList();
  }

  private static String field(String line, String name) {
    try {
      JsonNode event = SuiteClient.JSON.readTree(line);
      return event == null ? "" : event.path(name).asText("");
    } catch (IOException notJson) {
      return "";
    }
  }
}
