package dev.parallax.ingestion.source;

import io.quarkus.runtime.Startup;
import io.quarkus.runtime.configuration.ConfigUtils;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The write keys there are, by their SHA-256: a heap dump shows none, and comparing digests takes
 * the same time for every guess. A slow hash was rejected, since keys are random and are checked on
 * every request.
 */
@Startup
@ApplicationScoped
public class WriteKeys {
  private static final int SHORTEST_KEY = 16;

  private final List<Entry> entries;

  private record Entry(String source, byte[] digest) {}

  @Inject
  WriteKeys(WriteKeysConfig config) {
    this(config.bySource());
    if (entries.isEmpty() && ConfigUtils.isProfileActive("prod")) {
      throw new IllegalStateException(
          "no write key is configured, so nothing could ever be sent: set PARALLAX_WRITE_KEYS_<SOURCE>, for example"
              + " PARALLAX_WRITE_KEYS_SHOP, to a random text of at least "
              + SHORTEST_KEY
              + " characters");
    }
  }

  /** For code outside CDI. */
  WriteKeys(Map<String, String> bySource) {
    this.entries = new ArrayList<>(bySource.size());
    bySource.forEach(
        (source, key) -> {
          if (key.length() < SHORTEST_KEY) {
            throw new IllegalArgumentException(
                "parallax.write-keys."
                    + source
                    + " must have at least "
                    + SHORTEST_KEY
                    + " characters");
          }
          entries.add(new Entry(source, digest(key)));
        });
  }

  /** The source a key belongs to. */
  Optional<String> sourceOf(String key) {
    byte[] digest = digest(key);
    String source = null;
    for (Entry entry : entries) {
      if (MessageDigest.isEqual(entry.digest(), digest)) {
        source = entry.source();
      }
    }
    return Optional.ofNullable(source);
  }

  /** The names of all sources, in their order. */
  public List<String> sources() {
    return entries.stream().map(Entry::source).sorted().toList();
  }

  private static byte[] digest(String key) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(key.getBytes(StandardCharsets.UTF_8));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("this JVM has no SHA-256", e);
    }
  }
}
