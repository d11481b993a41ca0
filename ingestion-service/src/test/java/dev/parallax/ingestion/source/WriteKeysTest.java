package dev.parallax.ingestion.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;

class WriteKeysTest {
  @Test
  void aKeyNamesItsSourceAndNothingElseDoes() {
    WriteKeys keys = new WriteKeys(Map.of("shop", "0123456789abcdef", "app", "fedcba9876543210"));
    assertThat(keys.sourceOf("0123456789abcdef")).contains("shop");
    assertThat(keys.sourceOf("fedcba9876543210")).contains("app");
    assertThat(keys.sourceOf("0123456789abcdeF")).isEmpty();
    assertThat(keys.sourceOf("")).isEmpty();
  }

  @Test
  void aKeyThatCanBeGuessedIsRefused() {
    assertThatThrownBy(() -> new WriteKeys(Map.of("shop", "short")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("parallax.write-keys.shop must have at least 16 characters");
  }
}
