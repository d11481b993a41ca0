package dev.parallax.ingestion.browser;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;

class TrackerTest {
  private static final int LARGEST = 5_000;

  private final Tracker tracker = Tracker.load();

  @Test
  void itIsSmallerThanFiveKilobytesOnTheWire() {
    assertThat(tracker.zipped()).hasSizeLessThan(LARGEST);
  }

  @Test
  void bothFormsAreTheSameScript() throws IOException {
    byte[] unzipped =
        new GZIPInputStream(new ByteArrayInputStream(tracker.zipped())).readAllBytes();
    assertThat(unzipped).isEqualTo(tracker.script());
    assertThat(script()).startsWith("((w, d, nav) => {").doesNotContain("\n//", "\n ");
  }

  @Test
  void noTextGoesOverLinesSoThatLosingIndentationChangesNothing() {
    assertThat(script()).doesNotContain("`");
  }

  @Test
  void noFieldsValueIsEverRead() {
    assertThat(script())
        .as("but how far a layout shifted")
        .doesNotContainPattern("(?<!entry)\\.value\\b")
        .doesNotContain(".innerText", ".innerHTML", ".outerHTML", ".cookie");
  }

  private String script() {
    return new String(tracker.script(), StandardCharsets.UTF_8);
  }
}
