package dev.parallax.kit.pseudonym;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class PseudonymsTest {
  private static final byte[] SECRET =
      "0123456789abcdef0123456789abcdef".getBytes(StandardCharsets.US_ASCII);

  private final Pseudonyms pseudonyms = new Pseudonyms(SECRET);

  @Test
  void equalsTheHmacThatOpensslComputes() {
    // printf 'customer:ada' | openssl dgst -sha256 -hmac 0123456789abcdef0123456789abcdef
    assertThat(pseudonyms.customer("ada")).isEqualTo("c_" + EXPECTED);
  }

  @Test
  void oneIdentifierGivesOtherPseudonymsForOtherKinds() {
    assertThat(pseudonyms.customer("7").substring(2))
        .isNotEqualTo(pseudonyms.anonymous("7").substring(2))
        .isNotEqualTo(pseudonyms.account("7").substring(2))
        .isNotEqualTo(pseudonyms.device("7").substring(2));
  }

  @Test
  void aShortSecretIsRefused() {
    assertThatThrownBy(() -> new Pseudonyms(new byte[16]))
        .hasMessageContaining("parallax.pseudonym.secret")
        .hasMessageContaining("32");
  }

  private static final String EXPECTED = "46b1f76851c59fa06668826242cb5076";
}
