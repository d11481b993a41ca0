package dev.parallax.ingestion.vault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;

class MasterKeyTest {
  private static final byte[] SECRET = "alice@example.com".getBytes(StandardCharsets.UTF_8);

  @Test
  void aNewMasterReadsWhatTheOldOneSealedAndSealsByItself() {
    VaultCipher old = new VaultCipher(MasterKey.parse(key(1)));
    VaultCipher both = new VaultCipher(MasterKey.parse("2:" + key(2) + ",1:" + key(1)));
    VaultCipher fresh = new VaultCipher(MasterKey.parse("2:" + key(2) + "\n"));
    byte[] before = old.seal(SECRET, "c_1");
    assertThat(both.open(before, "c_1")).isEqualTo(SECRET);
    assertThat(both.isCurrent(before)).isFalse();
    byte[] after = both.seal(SECRET, "c_1");
    assertThat(both.isCurrent(after)).isTrue();
    assertThat(fresh.open(after, "c_1")).isEqualTo(SECRET);
    assertThatThrownBy(() -> fresh.open(before, "c_1")).isInstanceOf(IllegalStateException.class);
  }

  @Test
  void aDataKeyOpensOnlyWhatItSealedAndOnlyForItsOwner() {
    VaultCipher masters = new VaultCipher(new byte[32]);
    DataKey key = DataKey.generate();
    byte[] wrapped = key.wrap(masters, "c_1");
    byte[] sealed = key.seal(SECRET, "c_1");
    assertThat(DataKey.unwrap(wrapped, masters, "c_1").open(sealed, "c_1")).isEqualTo(SECRET);
    assertThatThrownBy(() -> DataKey.unwrap(wrapped, masters, "c_2"))
        .isInstanceOf(IllegalStateException.class);
    assertThatThrownBy(() -> DataKey.generate().open(sealed, "c_1"))
        .isInstanceOf(IllegalStateException.class);
    assertThatThrownBy(() -> masters.open(sealed, "c_1")).isInstanceOf(IllegalStateException.class);
  }

  @Test
  void whatIsNoKeyIsRefusedWithoutRepeatingIt() {
    for (String wrong : List.of("", "x:y", "not base64!", "0:" + key(1), key(1) + "," + key(2))) {
      assertThatThrownBy(() -> MasterKey.parse(wrong))
          .as(wrong)
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageStartingWith("parallax.vault.key must be")
          .hasMessageNotContaining(key(1));
    }
    assertThat(MasterKey.parse(key(1)).toString()).isEqualTo("[MasterKey[1]]");
  }

  private static String key(int of) {
    byte[] bytes = new byte[32];
    Arrays.fill(bytes, (byte) of);
    return Base64.getEncoder().encodeToString(bytes);
  }
}
