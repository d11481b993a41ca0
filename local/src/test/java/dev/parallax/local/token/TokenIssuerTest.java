package dev.parallax.local.token;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.parallax.local.home.Home;
import dev.parallax.local.secrets.Secrets;
import dev.parallax.local.secrets.SecretsFile;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class TokenIssuerTest {

  private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");

  @TempDir Path folder;
  private Secrets secrets;
  private TokenIssuer issuer;

  @BeforeEach
  void make() throws Exception {
    secrets = SecretsFile.readOrCreate(Home.of(folder), List.of());
    issuer = new TokenIssuer(secrets, Clock.fixed(NOW, ZoneOffset.UTC));
  }

  @Test
  void theSignatureHoldsAgainstThePublicKeyThatServicesGet() throws Exception {
    String[] parts = issuer.issue(Role.FRAUD_ANALYST, "ann", Duration.ofHours(2)).split("\\.");
    byte[] der = Base64.getDecoder().decode(secrets.tokenPublicKey());
    PublicKey key = KeyFactory.getInstance("RSA").generatePublic(new X509EncodedKeySpec(der));
    Signature verifier = Signature.getInstance("SHA256withRSA");
    verifier.initVerify(key);
    verifier.update((parts[0] + "." + parts[1]).getBytes(StandardCharsets.US_ASCII));
    assertThat(verifier.verify(Base64.getUrlDecoder().decode(parts[2]))).isTrue();
  }

  @Test
  void theClaimsSayWhoWhatAndUntilWhen() throws Exception {
    String[] parts = issuer.issue(Role.FRAUD_ANALYST, "ann", Duration.ofHours(2)).split("\\.");
    JsonNode claims =
        JsonMapper.builder().build().readTree(Base64.getUrlDecoder().decode(parts[1]));
    assertThat(claims.path("iss").asText()).isEqualTo("https://parallax.local");
    assertThat(claims.path("upn").asText()).isEqualTo("ann");
    assertThat(claims.path("groups").path(0).asText()).isEqualTo("fraud-analyst");
    assertThat(claims.path("exp").asLong() - claims.path("iat").asLong()).isEqualTo(7_200);
  }

  @Test
  void aTokenWithoutTimeOrNameIsRefused() {
    assertThatThrownBy(() -> issuer.issue(Role.ADMIN, "ann", Duration.ZERO))
        .hasMessageContaining("validity");
    assertThatThrownBy(() -> issuer.issue(Role.ADMIN, " ", Duration.ofHours(1)))
        .hasMessageContaining("user");
  }

  @Test
  void anUnknownRoleIsAnsweredWithTheRoles() {
    StringWriter err = new StringWriter();
    int code = new CommandLine(new TokenCommand()).setErr(new PrintWriter(err)).execute("emperor");
    assertThat(code).isEqualTo(2);
    assertThat(err.toString())
        .contains("There is no role 'emperor'", "privacy-officer", "marketer");
  }
}
