package dev.parallax.ingestion.archive;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Looks for files of replicas that do not live any more. */
final class WorkFiles {
  private WorkFiles() {}

  /**
   * The names of files in a folder, which need not be there, that were last written before then.
   */
  static List<String> before(Path folder, Instant then) throws IOException {
    List<String> names = new ArrayList<>();
    if (!Files.isDirectory(folder)) {
      return names;
    }
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.toList()) {
        try {
          if (Files.getLastModifiedTime(file).toInstant().isBefore(then)) {
            names.add(file.getFileName().toString());
          }
        } catch (NoSuchFileException e) {
          // Published meanwhile, or read to its end.
        }
      }
    }
    return names;
  }
}
