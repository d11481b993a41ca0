package dev.parallax.ingestion.browser;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ConfiguredOriginsTest {
  @ParameterizedTest
  @ValueSource(strings = {"*", "https://*", "shop.example", "https://shop.example/", "null", "//x"})
  void whatIsNoOriginStopsTheStartWithAnExample(String entry) {
    assertThatThrownBy(() -> ConfiguredOrigins.pattern(entry))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("'" + entry + "'")
        .hasMessageContaining("https://*.shop.example");
  }
}
