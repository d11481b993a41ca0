package dev.parallax.ingestion.source;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;

/** The write keys there are, configured or made. */
@ApplicationScoped
public class WriteKeys {
  private final KnownSources known;
  private final KeyUse use;

  WriteKeys(KnownSources known, KeyUse use) {
    this.known = known;
    this.use = use;
  }

  /** The source a key belongs to, enabled or not. */
  Optional<String> sourceOf(String key) {
    return known
        .key(key)
        .map(
            found -> {
              use.note(found);
              return found.source();
            });
  }

  /** The names of all sources, in their order. */
  public List<String> sources() {
    return known.names();
  }
}
