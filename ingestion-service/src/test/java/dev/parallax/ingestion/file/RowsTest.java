package dev.parallax.ingestion.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.jerolba.carpet.CarpetWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RowsTest {
  @TempDir Path folder;

  @ParameterizedTest
  @ValueSource(strings = {",", ";", "\t"})
  void csvIsReadWithTheSeparatorOfItsHeader(String separator) throws Exception {
    String text =
        "\uFEFFid,name \r\n1,\"two, \"\"lines\"\"\nhere\"\r\n\r\n2,b\n".replace(",", separator);
    try (CsvFile csv = CsvFile.open(file(text))) {
      assertThat(csv.header()).containsExactly("id", "name");
      assertThat(csv.next())
          .isEqualTo(new Row(1, List.of("1", "two, \"lines\"\nhere".replace(",", separator))));
      assertThat(csv.next()).isEqualTo(new Row(2, List.of("2", "b")));
      assertThat(csv.next()).isNull();
    }
  }

  @Test
  void theHeaderIsReadFromTheBeginningAlone() throws Exception {
    byte[] head = "id;\"my name\"\n1;\"cut in the mid".getBytes(StandardCharsets.UTF_8);
    assertThat(CsvFile.header(head)).containsExactly("id", "my name");
  }

  @Test
  void aQuoteThatNeverEndsIsSaidWithItsRow() throws Exception {
    ImportFile file = file("id,name\n1,a\n2,\"" + "x".repeat(2_000_000));
    try (CsvFile csv = CsvFile.open(file)) {
      csv.next();
      assertThatExceptionOfType(UnreadableFileException.class)
          .isThrownBy(csv::next)
          .withMessageContaining("after row 1 does not end");
    }
  }

  @Test
  void aParquetFileOfTooLargeRowGroupsIsRefusedWithWhatWouldDo() throws Exception {
    Path parquet = folder.resolve("rows.parquet");
    try (CarpetWriter<Named> writer =
        new CarpetWriter<>(Files.newOutputStream(parquet), Named.class)) {
      for (int i = 0; i < 10_000; i++) {
        writer.write(new Named("same")); // Compressed they are next to nothing.
      }
    }
    try (ParquetRows rows = ParquetRows.open(parquet, 1_000_000)) {
      assertThat(rows.total()).isEqualTo(10_000);
    }
    assertThatExceptionOfType(UnreadableFileException.class)
        .isThrownBy(() -> ParquetRows.open(parquet, 20))
        .withMessageContaining(
            "at most 20 bytes compressed and 80 unpacked, and each of their columns at most 20");
  }

  /** A row. */
  record Named(String name) {}

  @Test
  void linesAreReadWithoutEverHoldingOneThatIsTooLong() throws Exception {
    String text = "\uFEFF{\"a\":1}\r\n\n  \n" + "y".repeat(200_000) + "\n{\"ü\":2}";
    List<Lines.Line> lines = new ArrayList<>();
    try (Lines reader = Lines.open(file(text), 100)) {
      for (Lines.Line line = reader.next(); line != null; line = reader.next()) {
        lines.add(line);
      }
      assertThat(reader.bytesRead()).isEqualTo(text.getBytes(StandardCharsets.UTF_8).length);
    }
    assertThat(lines).extracting(Lines.Line::number).containsExactly(1L, 2L, 3L);
    assertThat(new String(lines.get(0).text(), StandardCharsets.UTF_8).trim())
        .isEqualTo("{\"a\":1}");
    assertThat(lines.get(1).text()).isNull();
    assertThat(lines.get(1).size()).isEqualTo(200_000);
    assertThat(new String(lines.get(2).text(), StandardCharsets.UTF_8)).isEqualTo("{\"ü\":2}");
  }

  @Test
  void linesInLatin1BecomeUtf8() throws Exception {
    Path path =
        Files.write(folder.resolve("latin"), "{\"a\":\"é\"}".getBytes(StandardCharsets.ISO_8859_1));
    try (Lines reader = Lines.open(ImportFile.inspect(path), 100)) {
      assertThat(new String(reader.next().text(), StandardCharsets.UTF_8))
          .isEqualTo("{\"a\":\"é\"}");
    }
  }

  private ImportFile file(String text) throws IOException, UnreadableFileException {
    Path path = Files.createTempFile(folder, "rows", "");
    return ImportFile.inspect(Files.write(path, text.getBytes(StandardCharsets.UTF_8)));
  }
}
