package dev.parallax.ingestion.browser;

import dev.parallax.ingestion.source.KnownSources;
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
            .map(OriginPattern::parse)
            .toList();
  }

  @Override
  public boolean allows(String origin) {
    for (OriginPattern pattern : patterns) {
      if (pattern.matches(origin)) {
        return true;
      }
    }
    return sources.anyAllowsOrigin(origin);
  }
}
