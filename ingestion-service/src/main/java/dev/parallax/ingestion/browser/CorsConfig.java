package dev.parallax.ingestion.browser;

import io.smallrye.config.ConfigMapping;
import java.util.List;
import java.util.Optional;

/** {@code parallax.cors.*}. */
@ConfigMapping(prefix = "parallax.cors")
interface CorsConfig {
  /**
   * Whose pages may send, such as {@code https://shop.example}; {@code https://*.shop.example} for
   * every name below one, {@code http://localhost:*} for every port. Nobody's by default.
   */
  Optional<List<String>> origins();
}
