package dev.parallax.local.imports;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SampleCustomerTest {

  private static final String RETAIL =
      """
      InvoiceNo,StockCode,Description,Quantity,InvoiceDate,UnitPrice,CustomerID,Country
      1,A,"LANTERN, ""WHITE"" ",1,2010-12-01 08:26:00,2.55,,United Kingdom
      1,B,HEART,1,2010-12-01 08:26:00,2.55,17850.0,United Kingdom
      2,B,"HEART, RED",1,2010-12-01 08:26:00,2.55,13047,United Kingdom
      3,B,HEART,1,2010-12-01 08:26:00,2.55,13047,United Kingdom
      """;

  @TempDir Path folder;

  @Test
  void theMostFrequentCustomerOfAPlainFile() throws IOException {
    Path file = Files.writeString(folder.resolve("a.csv"), RETAIL);
    assertThat(SampleCustomer.in(file, ImportFormat.ONLINE_RETAIL)).contains("13047");
  }

  @Test
  void packedFilesAreReadToo() throws IOException {
    Path gzip = folder.resolve("a.csv.gz");
    try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(gzip))) {
      out.write(RETAIL.getBytes(StandardCharsets.UTF_8));
    }
    Path zip = folder.resolve("a.zip");
    try (ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(zip))) {
      out.putNextEntry(new ZipEntry("a.csv"));
      out.write(RETAIL.getBytes(StandardCharsets.UTF_8));
    }
    assertThat(SampleCustomer.in(gzip, ImportFormat.ONLINE_RETAIL)).contains("13047");
    assertThat(SampleCustomer.in(zip, ImportFormat.ONLINE_RETAIL)).contains("13047");
  }

  @Test
  void eventsNameTheirUserAndBrokenLinesNobody() throws IOException {
    Path file =
        Files.writeString(
            folder.resolve("a.jsonl"),
            "{\"userId\":\"ann\"}\nnot json\n\n{\"anonymousId\":\"x\"}\n");
    assertThat(SampleCustomer.in(file, ImportFormat.EVENTS)).contains("ann");
    Files.writeString(file, "not json\n{\"anonymousId\":\"x\"}\n");
    assertThat(SampleCustomer.in(file, ImportFormat.EVENTS)).isEmpty();
  }

  @Test
  void aFileWithoutCustomersHasNone() throws IOException {
    Path file = Files.writeString(folder.resolve("a.csv"), "id,amount\n1,2\n");
    assertThat(SampleCustomer.in(file, ImportFormat.TRANSACTIONS)).isEmpty();
    assertThat(
            SampleCustomer.in(
                Files.writeString(folder.resolve("b.csv"), ""), ImportFormat.TRANSACTIONS))
        .isEmpty();
  }
}
