package dev.parallax.ingestion.vault;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Where the master keys are: in a setting, in a file, or in a keyset that only a KMS can open. */
final class MasterKeys {
  private MasterKeys() {}

  /**
   * @return at least one, the one in use first
   * @throws IllegalArgumentException naming the setting that is wrong, without the keys
   * @throws IllegalStateException when the KMS refuses or cannot be reached
   */
  static List<MasterKey> read(VaultConfig config) {
    VaultConfig.Kms kms = config.kms();
    long given =
        Stream.of(config.key(), config.keyFile(), kms.keyset(), kms.keysetFile())
            .filter(Optional::isPresent)
            .count();
    if (given != 1) {
      throw new IllegalArgumentException(
          "exactly one of parallax.vault.key, parallax.vault.key-file, parallax.vault.kms.keyset and"
              + " parallax.vault.kms.keyset-file must be given, not "
              + given);
    }
    return plain(config).orElseGet(() -> ofKms(kms));
  }

  /** Those that are given as they are. */
  static Optional<List<MasterKey>> plain(VaultConfig config) {
    return config
        .key()
        .or(() -> config.keyFile().map(file -> read("parallax.vault.key-file", file)))
        .map(MasterKey::parse);
  }

  /** Those of the keyset; asks the KMS once. */
  static List<MasterKey> ofKms(VaultConfig.Kms config) {
    String keyset =
        config
            .keyset()
            .or(() -> config.keysetFile().map(file -> read("parallax.vault.kms.keyset-file", file)))
            .orElseThrow(
                () -> new IllegalArgumentException("parallax.vault.kms.keyset must be given"));
    try (KmsKey key = KmsKey.connect(config)) {
      return key.open(keyset);
    }
  }

  private static String read(String setting, Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new IllegalArgumentException(setting + " must be readable", e);
    }
  }
}
