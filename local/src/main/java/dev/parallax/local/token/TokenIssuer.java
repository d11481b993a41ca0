package dev.parallax.local.token;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.parallax.local.secrets.Secrets;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.spec.PKCS8EncodedKeySpec;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;

/**
 * Signs RS256 tokens that the services of this suite accept. The JDK signs; a JOSE library would be
 * one more dependency for forty lines.
 */
public final class TokenIssuer {

  private static final String ISSUER = "https://parallax.local";
  private static final ObjectMapper JSON = JsonMapper.builder().build();

  private final PrivateKey key;
  private final Clock clock;

  /**
   * @param secrets the suite whose services shall accept the tokens
   * @param clock tells when a token was issued
   */
  public TokenIssuer(Secrets secrets, Clock clock) {
    this.clock = Objects.requireNonNull(clock, "clock");
    byte[] encoded = Base64.getDecoder().decode(secrets.tokenPrivateKey());
    try {
      this.key = KeyFactory.getInstance("RSA").generatePrivate(new PKCS8EncodedKeySpec(encoded));
    } catch (GeneralSecurityException e) {
      throw new IllegalArgumentException("tokenPrivateKey is not a PKCS#8 RSA key", e);
    }
  }

  /**
   * A signed token.
   *
   * @param user the name in {@code upn}, which ends up in the audit
   * @param validity how long from now
   */
  public String issue(Role role, String user, Duration validity) {
    if (user.isBlank()) {
      throw new IllegalArgumentException("user must not be blank");
    }
    if (!validity.isPositive()) {
      throw new IllegalArgumentException("validity must be positive, was " + validity);
    }
    Instant now = clock.instant();
    Map<String, Object> claims = new LinkedHashMap<>();
    claims.put("iss", ISSUER);
    claims.put("sub", user);
    claims.put("upn", user);
    claims.put("preferred_username", user);
    claims.put("groups", List.of(role.claim()));
    claims.put("jti", UUID.randomUUID().toString());
    claims.put("iat", now.getEpochSecond());
    claims.put("exp", now.plus(validity).getEpochSecond());
    String content = encode(Map.of("alg", "RS256", "typ", "JWT")) + "." + encode(claims);
    return content + "." + sign(content);
  }

  private String sign(String content) {
    try {
      Signature signature = Signature.getInstance("SHA256withRSA");
      signature.initSign(key);
      signature.update(content.getBytes(StandardCharsets.US_ASCII));
      return Base64.getUrlEncoder().withoutPadding().encodeToString(signature.sign());
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("this JDK cannot sign with RS256", e);
    }
  }

  private static String encode(Map<String, ?> json) {
    try {
      return Base64.getUrlEncoder().withoutPadding().encodeToString(JSON.writeValueAsBytes(json));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a token's claims are plain JSON", e);
    }
  }
}
