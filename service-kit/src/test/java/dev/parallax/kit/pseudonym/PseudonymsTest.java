package dev.parallax.kit.pseudonym;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
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

  @Test
  void aRotatedSecretNamesItsNumberAndTheOldFormStaysACandidate() {
    Pseudonyms rotated = new Pseudonyms(3, new byte[40], Map.of(0, SECRET, 2, new byte[33]));
    assertThat(rotated.customer("ada")).matches("c_3_[0-9a-f]{32}");
    assertThat(rotated.account("4711")).startsWith("k_3_");
    assertThat(rotated.customerCandidates("ada"))
        .hasSize(3)
        .startsWith(rotated.customer("ada"))
        .endsWith("c_" + EXPECTED);
    assertThat(rotated.customerCandidates("ada")).extracting(Cid::keyId).containsExactly(3, 2, 0);
    assertThat(rotated.anonymousCandidates("ada")).endsWith(pseudonyms.anonymous("ada"));
    assertThat(rotated.isRotating()).isTrue();
    assertThat(pseudonyms.customerCandidates("ada")).containsExactly("c_" + EXPECTED);
  }

  @Test
  void aNewSecretMustHaveAHigherNumberThanTheOldOnes() {
    assertThatThrownBy(() -> new Pseudonyms(1, SECRET, Map.of(1, new byte[32])))
        .hasMessageContaining("key-id must be higher");
  }

  @Test
  void customersComeBeforeVisitorsAndNewSecretsBeforeOldOnes() {
    String digits = "0".repeat(32);
    List<String> inOrder =
        List.of("c_10_" + digits, "c_2_" + digits, "c_" + digits, "a_1_" + digits, "a_" + digits);
    List<String> shuffled = new ArrayList<>(inOrder.reversed());
    shuffled.sort(Cid.SENIORITY);
    assertThat(shuffled).isEqualTo(inOrder);
    assertThat(inOrder).allMatch(Cid::isCid);
    assertThat(List.of("c_0_" + digits, "k_" + digits, "c_1" + digits, "c_1_" + "0".repeat(31)))
        .noneMatch(Cid::isCid);
  }

  private static final String EXPECTED = "46b1f76851c59fa06668826242cb5076";
}
