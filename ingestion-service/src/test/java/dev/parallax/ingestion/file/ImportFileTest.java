package dev.parallax.ingestion.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ImportFileTest {
  private static final byte[] TEXT = "a,b\n1,é\n".getBytes(StandardCharsets.UTF_8);

  @TempDir Path folder;

  @Test
  void plainGzipAndZipHoldTheSameContent() throws Exception {
    ImportFile plain = ImportFile.inspect(file(TEXT));
    ImportFile gzip = ImportFile.inspect(file(gzip(TEXT)));
    ImportFile zip = ImportFile.inspect(file(zip("data.csv", "__MACOSX/data.csv")));
    assertThat(gzip.digest()).isEqualTo(plain.digest()).isEqualTo(zip.digest());
    for (ImportFile file : new ImportFile[] {plain, gzip, zip}) {
      assertThat(file.size()).isEqualTo(TEXT.length);
      assertThat(file.charset()).isEqualTo(StandardCharsets.UTF_8);
      try (InputStream in = file.open()) {
        assertThat(in.readAllBytes()).isEqualTo(TEXT);
      }
    }
  }

  @Test
  void whatIsNotUtf8IsLatin1WhereverTheByteIs() throws Exception {
    byte[] large = new byte[700_000];
    Arrays.fill(large, (byte) 'x');
    assertThat(ImportFile.inspect(file(large)).charset()).isEqualTo(StandardCharsets.UTF_8);
    large[large.length - 1] = (byte) 0xA3;
    assertThat(ImportFile.inspect(file(large)).charset()).isEqualTo(StandardCharsets.ISO_8859_1);
  }

  @Test
  void aCharacterAcrossTwoReadsIsStillUtf8() throws Exception {
    byte[] large = "é".repeat(400_000).getBytes(StandardCharsets.UTF_8);
    byte[] shifted = new byte[large.length + 1];
    shifted[0] = 'x';
    System.arraycopy(large, 0, shifted, 1, large.length);
    assertThat(ImportFile.inspect(file(shifted)).charset()).isEqualTo(StandardCharsets.UTF_8);
  }

  @Test
  void aTruncatedGzipIsKnownBeforeAnythingOfItIsTakenIn() throws IOException {
    byte[] whole = gzip(new byte[100_000]);
    Path cut = file(Arrays.copyOf(whole, whole.length - 20));
    assertThatExceptionOfType(UnreadableFileException.class)
        .isThrownBy(() -> ImportFile.inspect(cut))
        .withMessageContaining("nothing of it was taken in");
  }

  @Test
  void anEmptyFileAndAZipOfSeveralAreRefused() throws IOException {
    Path empty = file(new byte[0]);
    Path several = file(zip("a.csv", "b.csv"));
    assertThatExceptionOfType(UnreadableFileException.class)
        .isThrownBy(() -> ImportFile.inspect(empty))
        .withMessage("the file is empty");
    assertThatExceptionOfType(UnreadableFileException.class)
        .isThrownBy(() -> ImportFile.inspect(several))
        .withMessageContaining("exactly one file, it holds 2");
  }

  private Path file(byte[] content) throws IOException {
    return Files.write(Files.createTempFile(folder, "import", ""), content);
  }

  private static byte[] gzip(byte[] content) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (OutputStream gzip = new GZIPOutputStream(out)) {
      gzip.write(content);
    }
    return out.toByteArray();
  }

  private static byte[] zip(String... names) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(out)) {
      for (String name : names) {
        zip.putNextEntry(new ZipEntry(name));
        zip.write(TEXT);
        zip.closeEntry();
      }
    }
    return out.toByteArray();
  }
}
