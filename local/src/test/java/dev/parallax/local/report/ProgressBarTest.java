package dev.parallax.local.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;

class ProgressBarTest {

  private final StringWriter written = new StringWriter();

  @Test
  void aFileGetsALinePerQuarterAndAnEnd() {
    ProgressBar bar = new ProgressBar(new PrintWriter(written), "rows", false);
    for (int i = 0; i <= 1_000; i++) {
      bar.at(i, 1_000, "");
    }
    bar.done("1,000 rows");
    bar.at(1, 1_000, "late news");
    assertThat(written.toString().lines())
        .hasSize(4)
        .last()
        .asString()
        .contains("rows", "1,000 rows");
    assertThat(written.toString()).doesNotContain("\r", "late news");
  }

  @Test
  void aTerminalGetsAMovingBar() {
    ProgressBar bar = new ProgressBar(new PrintWriter(written), "rows", true);
    bar.at(50, 100, "");
    assertThat(written.toString())
        .startsWith("\r")
        .contains("50 %", "50 of 100")
        .doesNotContain("\n");
  }

  @Test
  void anUnknownWholeIsNoError() {
    ProgressBar bar = new ProgressBar(new PrintWriter(written), "rows", true);
    bar.at(7, 0, "");
    assertThat(written.toString()).contains("0 %", "7");
  }
}
