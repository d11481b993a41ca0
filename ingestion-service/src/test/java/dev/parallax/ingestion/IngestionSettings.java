package dev.parallax.ingestion;

import dev.parallax.ingestion.vault.VaultSettings;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;

/** What ingestion does not start without: a vault's keyset at a KMS and a source. */
public class IngestionSettings implements QuarkusTestResourceLifecycleManager {
  /** The write key of the source {@code shop}. */
  public static final String WRITE_KEY = "write-key-of-the-shop";

  /** Made for tests (RFC 7515, A.3), and known to the whole world. */
  static final String CERTIFICATE_KEY =
      Base64.getEncoder()
          .encodeToString(
              """
              {"kty":"EC","crv":"P-256","x":"f83OJ3D2xF1Bg8vub9tLe1gHMzV76e8Tus9uPHvRVEU",
              "y":"x_FEzRu9m36HLN_tue659LNpXW6pCyStikYjKIWI5a0",
              "d":"jpsQnnGQmL-YBIffH1136cspYG6-0iY7X1fCE9-E9LI"}
              """
                  .getBytes(StandardCharsets.UTF_8));

  /** Of this run of the tests only: the log it is made of is, too. */
  public static final String ARCHIVE = "target/archive-" + ProcessHandle.current().pid();

  /** The folder where files are looked for. */
  public static final String WATCHED = "target/watched-" + ProcessHandle.current().pid();

  @Override
  public Map<String, String> start() {
    Map<String, String> settings = new HashMap<>(files());
    settings.put("parallax.identity.identifiers.loyaltyCard.unique", "true");
    settings.put("parallax.identity.identifiers.household.unique", "false");
    settings.putAll(VaultSettings.ofKms());
    settings.putAll(
        Map.of(
            "parallax.privacy.certificate-key",
            CERTIFICATE_KEY,
            "parallax.write-keys.shop",
            WRITE_KEY,
            "parallax.limits.bodies",
            "24M",
            "parallax.cors.origins",
            "https://*.shop.example",
            "parallax.job.stale-after",
            "3s",
            "parallax.log.delivery-timeout",
            "3s",
            "parallax.spool.largest",
            "2M"));
    return settings;
  }

  private static Map<String, String> files() {
    return Map.of(
        "parallax.archive.directory",
        ARCHIVE,
        "parallax.imports.watch.directory",
        WATCHED,
        "parallax.imports.watch.every",
        "1s",
        "parallax.imports.watch.settle",
        "1s");
  }

  @Override
  public void stop() {}
}
