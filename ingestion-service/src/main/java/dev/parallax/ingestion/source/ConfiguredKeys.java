package dev.parallax.ingestion.source;

import io.quarkus.runtime.Startup;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Map;
import java.util.TreeMap;

/**
 * The write keys in the configuration: they let a suite begin without anybody making a source
 * first. By their SHA-256, so that a heap dump shows none.
 */
@Startup
@ApplicationScoped
class ConfiguredKeys {
  private static final int SHORTEST_KEY = 16;

  private final Map<String, String> fingerprintBySource = new TreeMap<>();

  @Inject
  ConfiguredKeys(WriteKeysConfig config) {
    this(config.bySource());
  }

  /** For code outside CDI. */
  ConfiguredKeys(Map<String, String> keyBySource) {
    keyBySource.forEach(
        (source, key) -> {
          if (key.length() < SHORTEST_KEY) {
            throw new IllegalArgumentException(
                "parallax.write-keys."
                    + source
                    + " must have at least "
                    + SHORTEST_KEY
                    + " characters");
          }
          fingerprintBySource.put(source, WriteKey.fingerprint(WriteKey.digest(key)));
        });
  }

  Map<String, String> fingerprintBySource() {
    return fingerprintBySource;
  }

  boolean has(String source) {
    return fingerprintBySource.containsKey(source);
  }
}
