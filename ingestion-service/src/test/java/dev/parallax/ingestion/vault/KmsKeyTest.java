package dev.parallax.ingestion.vault;

import static dev.parallax.ingestion.vault.VaultSettings.KEY;
import static dev.parallax.ingestion.vault.VaultSettings.config;
import static dev.parallax.ingestion.vault.VaultSettings.print;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Against a server that speaks the protocol of AWS KMS and encrypts for real. */
class KmsKeyTest {
  private static final byte[] SECRET = "alice@example.com".getBytes(StandardCharsets.UTF_8);
  private static final String OTHER = "alias/other";
  private static final String KEYSET = "parallax.vault.kms.keyset";
  private static final String PLAIN = master(7);

  private final KmsServer server = new KmsServer(KEY, OTHER);
  private final Map<String, String> settings = VaultSettings.of(server);

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void theKeysOfASettingMoveIntoAKeysetAndReadWhatTheySealed() {
    byte[] before = new VaultCipher(MasterKey.parse("3:" + PLAIN)).seal(SECRET, "c_1");
    String keyset = print(with("parallax.vault.key", "3:" + PLAIN), "new");
    assertThat(keyset).doesNotContain(PLAIN).contains("encryptedKeyset");
    VaultCipher vault = vault(with(KEYSET, keyset));
    assertThat(vault.open(before, "c_1")).isEqualTo(SECRET);
    assertThat(vault.isCurrent(before)).isTrue();
  }

  @Test
  void theKmsIsAskedOnceAtTheStartAndNeverAfterwards() {
    Map<String, String> all = with(KEYSET, print(settings, "new"));
    server.calls.clear();
    VaultCipher vault = vault(all);
    DataKey.unwrap(DataKey.generate().wrap(vault, "c_1"), vault, "c_1");
    vault.open(vault.seal(SECRET, "c_1"), "c_1");
    assertThat(server.calls)
        .containsExactly(new KmsServer.Call("TrentService.Decrypt", Map.of("parallax", "vault")));
  }

  @Test
  void aRotatedKeysetSealsByItsNewKeyAndReadsWhatTheOldOneSealed(@TempDir Path folder)
      throws IOException {
    String first = print(settings, "new");
    byte[] before = vault(with(KEYSET, first)).seal(SECRET, "c_1");
    Path file = Files.writeString(folder.resolve("keyset.json"), first);
    String second = print(with("parallax.vault.kms.keyset-file", file.toString()), "rotate");
    VaultCipher vault = vault(with(KEYSET, second));
    assertThat(vault.open(before, "c_1")).isEqualTo(SECRET);
    assertThat(vault.isCurrent(before)).isFalse();
    assertThat(vault.prefix()).containsExactly(1, 0, 0, 0, 2);
  }

  @Test
  void aKeysetUnderAnotherKeyOfTheKmsHoldsTheSameKeys() {
    String under = print(settings, "new");
    byte[] before = vault(with(KEYSET, under)).seal(SECRET, "c_1");
    Map<String, String> moved = with(KEYSET, print(with(KEYSET, under), "rewrap", OTHER));
    moved.put("parallax.vault.kms.key-id", OTHER);
    moved.put("parallax.vault.kms.region", "eu-west-3");
    assertThat(vault(moved).open(before, "c_1")).isEqualTo(SECRET);
  }

  @Test
  void whatTheKmsRefusesIsSaidByTheSetting() {
    Map<String, String> all = with(KEYSET, print(with("parallax.vault.key", PLAIN), "new"));
    all.put("parallax.vault.kms.region", "eu-west-3");
    refused(all, "parallax.vault.kms.context", "staging", "another parallax.vault.kms.context");
    refused(all, "parallax.vault.kms.key-id", "nobody", "key-id names no key");
    refused(all, "parallax.vault.kms.access-key", "stranger", "parallax.vault.kms.access-key");
    refused(all, "parallax.vault.kms.key-id", OTHER, "under another key than");
  }

  private static void refused(
      Map<String, String> settings, String name, String value, String message) {
    Map<String, String> wrong = new HashMap<>(settings);
    wrong.put(name, value);
    assertThatThrownBy(() -> vault(wrong))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageStartingWith("the KMS refused the key " + wrong.get("parallax.vault.kms.key-id"))
        .hasMessageContaining(message)
        .satisfies(e -> assertThat(e.getMessage() + e.getCause()).doesNotContain(PLAIN));
  }

  @Test
  void aKmsThatIsAwayAtTheStartIsWaitedFor() {
    Map<String, String> all = with(KEYSET, print(settings, "new"));
    server.away.set(3);
    assertThat(vault(all).seal(SECRET, "c_1")).isNotEmpty();
    assertThat(server.away).hasValue(0);
  }

  @Test
  void aKmsThatStaysAwayEndsTheStartAndNamesWhereItWasLookedFor() {
    Map<String, String> all = with(KEYSET, print(settings, "new"));
    all.put("parallax.vault.kms.patience", "1s");
    server.close();
    assertThatThrownBy(() -> vault(all))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageStartingWith("the KMS could not be asked within PT1S")
        .hasMessageContaining("parallax.vault.kms.endpoint " + server.endpoint());
  }

  @Test
  void settingsThatDoNotGoTogetherAreNamed() {
    Map<String, String> none = new HashMap<>();
    assertThatThrownBy(() -> vault(none)).hasMessageContaining("exactly one of parallax.vault.key");
    Map<String, String> two = with(KEYSET, "{}");
    two.put("parallax.vault.key", PLAIN);
    assertThatThrownBy(() -> vault(two)).hasMessageContaining("not 2");
    assertThatThrownBy(() -> vault(Map.of(KEYSET, "{}")))
        .hasMessageContaining("parallax.vault.kms.key-id must name");
    for (String wrong : List.of("{}", "no JSON", "{\"encryptedKeyset\":\"AAAA\"}")) {
      Map<String, String> all = with(KEYSET, wrong);
      assertThatThrownBy(() -> vault(all)).as(wrong).hasMessageContaining(KEYSET);
    }
    assertThatThrownBy(() -> print(settings, "rewrap")).hasMessageStartingWith("usage:");
    assertThatThrownBy(() -> print(settings)).hasMessageStartingWith("usage:");
  }

  private Map<String, String> with(String name, String value) {
    Map<String, String> all = new HashMap<>(settings);
    all.put(name, value);
    return all;
  }

  private static VaultCipher vault(Map<String, String> settings) {
    return new VaultCipher(MasterKeys.read(config(settings)));
  }

  private static String master(int of) {
    byte[] bytes = new byte[32];
    Arrays.fill(bytes, (byte) of);
    return Base64.getEncoder().encodeToString(bytes);
  }
}
