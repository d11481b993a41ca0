package dev.parallax.ingestion.retail;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.IntFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files several times the heap they are read in. */
class RetailMemoryTest {
  private static final int ROWS = 600_000;

  @TempDir Path folder;

  @Test
  void aSerialNumberInTheDescriptionDoesNotFillTheMemory() throws Exception {
    assertThat(
            scan(
                "48m",
                i ->
                    "5%d,P%d,MUG No. %09d of a series,1,2010-12-01 08:26:00,2.5,,UK\n"
                        .formatted(i / 20, i % 50, i)))
        .isEqualTo(ROWS + " 50");
  }

  @Test
  void aSerialNumberForACodeIsRefusedInPlainWords() throws Exception {
    assertThat(
            scan("192m", i -> "5%d,P%d,MUG,1,2010-12-01 08:26:00,2.5,,UK\n".formatted(i / 20, i)))
        .contains("100000 different StockCodes");
  }

  @Test
  void invoicesInNoOrderAreRefusedInPlainWords() throws Exception {
    int invoices = ROWS / 2;
    assertThat(
            scan(
                "64m",
                i ->
                    "5%d,P%d,MUG,1,2010-12-01 08:26:00,2.5,,UK\n"
                        .formatted(i % invoices, i / invoices)))
        .contains("sort the file by InvoiceNo");
  }

  private String scan(String heap, IntFunction<String> row)
      throws IOException, InterruptedException {
    Path file = folder.resolve("rows.csv");
    try (BufferedWriter out = Files.newBufferedWriter(file)) {
      out.write(
          "InvoiceNo,StockCode,Description,Quantity,InvoiceDate,UnitPrice,CustomerID,Country\n");
      for (int i = 0; i < ROWS; i++) {
        out.write(row.apply(i));
      }
    }
    Process jvm =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx" + heap,
                "-cp",
                System.getProperty("java.class.path"),
                RetailScanMain.class.getName(),
                file.toString())
            .redirectErrorStream(true)
            .start();
    String said = new String(jvm.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    jvm.waitFor();
    return said.strip();
  }
}
