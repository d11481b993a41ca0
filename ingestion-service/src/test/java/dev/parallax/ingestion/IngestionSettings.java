package dev.parallax.ingestion;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.util.Base64;
import java.util.Map;

/** What ingestion does not start without: a vault key and a source. */
public class IngestionSettings implements QuarkusTestResourceLifecycleManager {
  /** The write key of the source {@code shop}. */
  public static final String WRITE_KEY = "write-key-of-the-shop";

  @Override
  public Map<String, String> start() {
    return Map.of(
        "parallax.vault.key",
        Base64.getEncoder().encodeToString(new byte[32]),
        "parallax.write-keys.shop",
        WRITE_KEY,
        "parallax.job.stale-after",
        "3s",
        "parallax.log.delivery-timeout",
        "3s",
        "parallax.spool.largest",
        "2M");
  }

  @Override
  public void stop() {}
}
