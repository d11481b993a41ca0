package dev.parallax.recommendation.upload;

import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.parallax.recommendation.evaluation.data.InteractionTable;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** Files as they are sent, and what becomes of them. */
final class Uploads {
  static final InteractionFile.Terms TERMS = terms(null, true);

  private Uploads() {}

  static InteractionFile.Terms terms(String columns, boolean needsTimes) {
    return new InteractionFile.Terms(Columns.of(columns), needsTimes, 1_000_000, 1 << 24);
  }

  static Path file(Path folder, String text) throws IOException {
    return Files.writeString(Files.createTempFile(folder, "file", ""), text);
  }

  /** Names and texts in turn. */
  static Path zip(Path folder, String... namesAndTexts) throws IOException {
    Path path = Files.createTempFile(folder, "zip", "");
    try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(path))) {
      for (int i = 0; i < namesAndTexts.length; i += 2) {
        zip.putNextEntry(new ZipEntry(namesAndTexts[i]));
        zip.write(namesAndTexts[i + 1].getBytes(StandardCharsets.UTF_8));
      }
    }
    return path;
  }

  static InteractionTable read(Path file, InteractionFile.Terms terms)
      throws IOException, UnreadableFileException {
    List<byte[]> blocks = new ArrayList<>();
    InteractionCodec.Writer writer = new InteractionCodec.Writer(blocks::add);
    InteractionFile.Rows rows = InteractionFile.read(file, terms, writer, 42);
    writer.end();
    InteractionTable.Builder table = InteractionCodec.builder(blocks.getFirst(), rows.timed());
    blocks.forEach(block -> InteractionCodec.read(block, table));
    return table.build();
  }

  static InteractionFile.Rows count(Path file, InteractionFile.Terms terms)
      throws IOException, UnreadableFileException {
    return InteractionFile.read(file, terms, new InteractionCodec.Writer(block -> {}), 1);
  }

  static UnreadableFileException refused(Path file, InteractionFile.Terms terms) {
    return catchThrowableOfType(UnreadableFileException.class, () -> read(file, terms));
  }
}
