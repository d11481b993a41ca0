package dev.parallax.kit.testing;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.security.spec.PKCS8EncodedKeySpec;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.stream.Collectors;

/** Real signed tokens, by a key that is made anew for each test JVM. */
public final class TestTokens {
  private static final String PRIVATE = "parallax.test.token.private";
  private static final String PUBLIC = "parallax.test.token.public";

  private TestTokens() {}

  /** The value of an Authorization header. */
  public static String bearer(String... roles) {
    return "Bearer " + token(roles);
  }

  /** A token of a person {@code test} with these roles, good for an hour. */
  public static String token(String... roles) {
    long now = Instant.now().getEpochSecond();
    String groups =
        Arrays.stream(roles).map(role -> '"' + role + '"').collect(Collectors.joining(","));
    return sign(
        """
        {"iss":"https://parallax.local","sub":"test","upn":"test","groups":[%s],"iat":%d,"exp":%d}"""
            .formatted(groups, now, now + 3600));
  }

  public static synchronized String publicKey() {
    if (System.getProperty(PUBLIC) == null) {
      try {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
        generator.initialize(2048);
        KeyPair pair = generator.generateKeyPair();
        Base64.Encoder base64 = Base64.getEncoder();
        System.setProperty(PRIVATE, base64.encodeToString(pair.getPrivate().getEncoded()));
        System.setProperty(PUBLIC, base64.encodeToString(pair.getPublic().getEncoded()));
      } catch (GeneralSecurityException e) {
        throw new IllegalStateException(e);
      }
    }
    return System.getProperty(PUBLIC);
  }

  private static String sign(String claims) {
    publicKey();
    try {
      String content = url("{\"alg\":\"RS256\",\"typ\":\"JWT\"}") + "." + url(claims);
      Signature signature = Signature.getInstance("SHA256withRSA");
      signature.initSign(
          KeyFactory.getInstance("RSA")
              .generatePrivate(
                  new PKCS8EncodedKeySpec(
                      Base64.getDecoder().decode(System.getProperty(PRIVATE)))));
      signature.update(content.getBytes(StandardCharsets.UTF_8));
      return content
          + "."
          + Base64.getUrlEncoder().withoutPadding().encodeToString(signature.sign());
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String url(String json) {
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(json.getBytes(StandardCharsets.UTF_8));
  }
}
