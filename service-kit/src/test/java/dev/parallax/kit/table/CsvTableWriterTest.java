package dev.parallax.kit.table;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class CsvTableWriterTest {

  @Test
  void quotesSeparatorsNullsAndNumbersAreAsRfc4180HasThem() throws IOException {
    assertThat(
            csv("a \"b\", c", -1.0e-7, null, 12L, Instant.parse("2026-03-01T00:00:00Z"), "x\r\ny"))
        .isEqualTo(
            "one,two\r\n\"a \"\"b\"\", c\",-0.00000010,,12,2026-03-01T00:00:00Z,\"x\r\ny\"\r\n");
  }

  @Test
  void noTextIsAFormula() throws IOException {
    assertThat(csv("=1+1", "-2", "safe=")).endsWith("'=1+1,'-2,safe=\r\n");
  }

  private static String csv(Object... line) throws IOException {
    return CsvTableWriter.csv(
        new Table() {
          @Override
          public List<String> columns() {
            return List.of("one", "two");
          }

          @Override
          public List<List<Object>> lines() {
            return List.of(Arrays.asList(line));
          }
        });
  }
}
