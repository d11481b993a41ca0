package dev.parallax.ingestion.vault;

import io.smallrye.config.SmallRyeConfigBuilder;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Settings of a vault, and what the keyset command prints by them. */
public final class VaultSettings {
  static final String KEY = "arn:aws:kms:eu-west-3:1:key/vault";

  private static KmsServer server;

  private VaultSettings() {}

  /** A KMS of this run of the tests that keeps the master key 1, of 32 zeros. */
  public static synchronized Map<String, String> ofKms() {
    if (server == null) {
      server = new KmsServer(KEY);
    }
    Map<String, String> settings = of(server);
    Map<String, String> making = new HashMap<>(settings);
    making.put("parallax.vault.key", Base64.getEncoder().encodeToString(new byte[32]));
    settings.put("parallax.vault.kms.keyset", print(making, "new"));
    return settings;
  }

  /** Without a keyset. */
  static Map<String, String> of(KmsServer server) {
    return new HashMap<>(
        Map.of(
            "parallax.vault.kms.key-id",
            KEY,
            "parallax.vault.kms.endpoint",
            server.endpoint().toString(),
            "parallax.vault.kms.access-key",
            "test",
            "parallax.vault.kms.secret-key",
            "test"));
  }

  static VaultConfig config(Map<String, String> settings) {
    return KeysetCommand.config(new SmallRyeConfigBuilder().withDefaultValues(settings));
  }

  static String print(Map<String, String> settings, String... command) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    PrintStream stream = new PrintStream(out, true, StandardCharsets.UTF_8);
    if (KeysetCommand.run(List.of(command), config(settings), stream, stream) != 0) {
      throw new IllegalArgumentException(out.toString(StandardCharsets.UTF_8));
    }
    return out.toString(StandardCharsets.UTF_8).strip();
  }
}
