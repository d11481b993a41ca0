package dev.parallax.ingestion.vault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class VaultCipherTest {
  private static final byte[] SECRET = "alice@example.com".getBytes(StandardCharsets.UTF_8);

  private final VaultCipher cipher = new VaultCipher(new byte[32]);

  @Test
  void whatWasSealedOpensAndLooksDifferentEachTime() {
    byte[] sealed = cipher.seal(SECRET, "c_1");
    assertThat(cipher.open(sealed, "c_1")).isEqualTo(SECRET);
    assertThat(cipher.seal(SECRET, "c_1")).isNotEqualTo(sealed);
    assertThat(new String(sealed, StandardCharsets.ISO_8859_1)).doesNotContain("alice");
  }

  @Test
  void itOpensForItsOwnerOnlyAndWithItsKeyOnly() {
    byte[] sealed = cipher.seal(SECRET, "c_1");
    assertThatThrownBy(() -> cipher.open(sealed, "c_2")).isInstanceOf(IllegalStateException.class);
    byte[] other = new byte[32];
    Arrays.fill(other, (byte) 1);
    assertThatThrownBy(() -> new VaultCipher(other).open(sealed, "c_1"))
        .isInstanceOf(IllegalStateException.class);
  }

  @Test
  void aKeyOfAnotherLengthIsRefused() {
    assertThatThrownBy(() -> new VaultCipher(new byte[16]))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("32 random bytes");
  }
}
