package dev.parallax.ingestion.source;

import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.security.UnauthorizedException;
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

  /**
   * The source of a key that came in a request's body.
   *
   * @param key null when none came
   * @throws RuntimeException a 401 problem
   */
  public String require(String key) {
    if (key == null) {
      throw new UnauthorizedException();
    }
    return sourceOf(key)
        .orElseThrow(() -> new AuthenticationFailedException(AuthenticationMapper.UNKNOWN_KEY));
  }

  /** The names of all sources, in their order. */
  public List<String> sources() {
    return known.names();
  }
}
