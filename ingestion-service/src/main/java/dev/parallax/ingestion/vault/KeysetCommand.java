package dev.parallax.ingestion.vault;

import io.smallrye.config.SmallRyeConfigBuilder;
import java.io.PrintStream;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Makes the keyset that {@code parallax.vault.kms.keyset} takes, and prints it: only the KMS can
 * open it, so it is no secret. Reads the same settings as the service, from the environment, and
 * writes nowhere else.
 */
public final class KeysetCommand {
  private static final String USAGE =
      """
      usage: java -cp quarkus-run.jar dev.parallax.ingestion.vault.KeysetCommand COMMAND
        new            a keyset of a new master key, or of those in PARALLAX_VAULT_KEY or PARALLAX_VAULT_KEY_FILE
        rotate         the keyset of PARALLAX_VAULT_KMS_KEYSET or PARALLAX_VAULT_KMS_KEYSET_FILE with a new
                       master key before its others
        rewrap KEY_ID  the same keyset under another key of the KMS
      under the key PARALLAX_VAULT_KMS_KEY_ID; see docs/privacy.md
      """;

  private KeysetCommand() {}

  /** Exits with 1 when it fails and with 2 when it is called wrongly. */
  public static void main(String[] args) {
    try {
      VaultConfig config = config(new SmallRyeConfigBuilder().addSystemSources());
      System.exit(run(List.of(args), config, System.out, System.err));
    } catch (IllegalArgumentException | IllegalStateException e) {
      System.err.println(e.getMessage());
      System.exit(1);
    }
  }

  static VaultConfig config(SmallRyeConfigBuilder settings) {
    return settings
        .addDiscoveredConverters()
        .withMapping(VaultConfig.class)
        .build()
        .getConfigMapping(VaultConfig.class);
  }

  static int run(List<String> args, VaultConfig config, PrintStream out, PrintStream err) {
    String command = args.isEmpty() ? "" : args.getFirst();
    int wanted = command.equals("rewrap") ? 2 : 1;
    if (args.size() != wanted || !List.of("new", "rotate", "rewrap").contains(command)) {
      err.print(USAGE);
      return 2;
    }
    VaultConfig.Kms kms = config.kms();
    List<MasterKey> keys =
        switch (command) {
          case "new" -> MasterKeys.plain(config).orElseGet(() -> List.of(random(1)));
          case "rotate" -> rotated(MasterKeys.ofKms(kms));
          default -> MasterKeys.ofKms(kms);
        };
    try (KmsKey key = wanted == 2 ? KmsKey.connect(kms, args.getLast()) : KmsKey.connect(kms)) {
      out.println(key.seal(keys));
    }
    return 0;
  }

  private static List<MasterKey> rotated(List<MasterKey> keys) {
    int last = keys.stream().map(MasterKey::id).max(Comparator.naturalOrder()).orElse(0);
    List<MasterKey> rotated = new ArrayList<>(keys);
    rotated.addFirst(random(last + 1));
    return rotated;
  }

  private static MasterKey random(int id) {
    byte[] bytes = new byte[MasterKey.BYTES];
    new SecureRandom().nextBytes(bytes);
    return new MasterKey(id, bytes);
  }
}
