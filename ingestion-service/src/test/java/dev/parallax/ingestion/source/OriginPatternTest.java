package dev.parallax.ingestion.source;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class OriginPatternTest {
  @ParameterizedTest
  @CsvSource({
    "https://shop.example, https://shop.example, true",
    "HTTPS://Shop.Example, https://shop.example, true",
    "https://shop.example, https://SHOP.example, true",
    "https://shop.example, http://shop.example, false",
    "https://shop.example, https://shop.example:8443, false",
    "https://shop.example, https://shop.example.evil.test, false",
    "https://shop.example, https://evilshop.example, false",
    "https://*.shop.example, https://www.shop.example, true",
    "https://*.shop.example, https://a.b.shop.example, true",
    "https://*.shop.example, https://shop.example, false",
    "https://*.shop.example, https://evilshop.example, false",
    "https://*.shop.example, https://.shop.example.evil.test, false",
    "http://localhost:*, http://localhost:5173, true",
    "http://localhost:*, http://localhost, true",
    "http://localhost:*, http://localhost.evil.test:80, false",
    "https://shop.example, https://*.shop.example, false",
    "http://[::1]:3000, http://[::1]:3000, true",
    "https://shop.example, null, false"
  })
  void anOriginIsAllowedByItsOwnEntryOnly(String entry, String origin, boolean allowed) {
    OriginPattern pattern = OriginPattern.parse(entry).orElseThrow();
    assertThat(OriginPattern.sent(origin).filter(pattern::covers).isPresent()).isEqualTo(allowed);
  }

  @ParameterizedTest
  @ValueSource(strings = {"*", "https://*", "shop.example", "https://shop.example/", "null", "//x"})
  void whatIsNoOriginIsNone(String entry) {
    assertThat(OriginPattern.parse(entry)).isEmpty();
  }

  @Test
  void aPatternIsNotAnOriginThatIsSent() {
    assertThat(OriginPattern.sent("http://localhost:*")).isEmpty();
    assertThat(OriginPattern.sent("https://*.shop.example")).isEmpty();
  }
}
