package dev.parallax.ingestion.browser;

import dev.parallax.ingestion.source.KnownSources;
import dev.parallax.ingestion.source.OriginPattern;
import io.quarkus.runtime.Startup;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/**
 * The origins in {@code parallax.cors.origins}, read at start so that a mistake stops it, and those
 * that sources name, whose pages may then send to these sources only.
 */
@Startup
@ApplicationScoped
class ConfiguredOrigins implements AllowedOrigins {
  private final List<OriginPattern> patterns;
  private final KnownSources sources;

  ConfiguredOrigins(CorsConfig config, KnownSources sources) {
    this.sources = sources;
    this.patterns =
        config.origins().orElse(List.of()).stream()
            .filter(origin -> !origin.isBlank())
            .map(ConfiguredOrigins::pattern)
            .toList();
  }

  /**
   * @throws IllegalArgumentException when it is no origin
   */
  static OriginPattern pattern(String text) {
    return OriginPattern.parse(text)
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "parallax.cors.origins has '"
                        + text
                        + "': each must be an origin such as https://shop.example,"
                        + " https://*.shop.example or http://localhost:*, without a path"));
  }

  @Override
  public boolean allows(String origin) {
    return OriginPattern.sent(origin).filter(this::allows).isPresent();
  }

  private boolean allows(OriginPattern sent) {
    for (OriginPattern pattern : patterns) {
      if (pattern.covers(sent)) {
        return true;
      }
    }
    return sources.anyAllowsOrigin(sent);
  }
}
