package dev.parallax.ingestion.retail;

import dev.parallax.ingestion.file.ImportFile;
import dev.parallax.ingestion.file.UnreadableFileException;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;

/** Reads a file in a JVM of its own, whose heap the caller bounds; prints rows and items. */
final class RetailScanMain {
  private RetailScanMain() {}

  public static void main(String[] args) throws IOException {
    try {
      Instant now = Instant.parse("2026-03-01T12:00:00Z");
      ImportFile file = ImportFile.inspect(Path.of(args[0]));
      RetailScan scan = RetailScan.read(file, Long.MAX_VALUE, now, row -> {});
      System.out.println(scan.rows() + " " + scan.catalog().items(now, "shop").size());
    } catch (UnreadableFileException e) {
      System.out.println(e.getMessage());
    }
  }
}
