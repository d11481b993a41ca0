package dev.parallax.kit.pseudonym;

import io.quarkus.runtime.Startup;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.security.InvalidKeyException;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Turns real identifiers into pseudonyms: a letter for the kind and the first 128 bits of
 * HMAC-SHA-256 (RFC 2104) of kind and identifier. Without the secret nobody can go back or even
 * check a guess; a plain hash was rejected since e-mail addresses and card numbers are easily
 * enumerated. 128 bits make a collision among 10^9 customers less likely than 10^-20.
 */
@Startup
@ApplicationScoped
public class Pseudonyms {
  private static final String ALGORITHM = "HmacSHA256";
  private static final int SHORTEST_SECRET = 32;
  private static final int BYTES = 16;

  private final ThreadLocal<Mac> macs;

  @Inject
  Pseudonyms(PseudonymConfig config) {
    this(decode(config.secret()));
  }

  /** For code outside CDI; {@code secret} has at least 32 bytes. */
  public Pseudonyms(byte[] secret) {
    if (secret.length < SHORTEST_SECRET) {
      throw new IllegalArgumentException(
          "parallax.pseudonym.secret must be the base64 of at least 32 random bytes, this one has "
              + secret.length);
    }
    SecretKeySpec key = new SecretKeySpec(secret, ALGORITHM);
    this.macs = ThreadLocal.withInitial(() -> mac(key));
  }

  private static byte[] decode(String secret) {
    try {
      return Base64.getDecoder().decode(secret.trim());
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException("parallax.pseudonym.secret must be base64", e);
    }
  }

  /** {@code c_…} for the id the firm knows a customer by. */
  public String customer(String userId) {
    return pseudonym("c_", "customer:", userId);
  }

  /** {@code a_…} for a visitor who has not signed in. */
  public String anonymous(String anonymousId) {
    return pseudonym("a_", "anonymous:", anonymousId);
  }

  /** {@code k_…} for a card or account number. */
  public String account(String account) {
    return pseudonym("k_", "account:", account);
  }

  /** {@code d_…} for a customer's device. */
  public String device(String device) {
    return pseudonym("d_", "device:", device);
  }

  /** {@code h-…} for a message id that holds something personal. */
  public String message(String messageId) {
    return pseudonym("h-", "message:", messageId);
  }

  private String pseudonym(String prefix, String domain, String identifier) {
    if (identifier == null || identifier.isBlank()) {
      throw new IllegalArgumentException("identifier must not be empty");
    }
    byte[] digest = macs.get().doFinal((domain + identifier).getBytes(StandardCharsets.UTF_8));
    return prefix + HexFormat.of().formatHex(digest, 0, BYTES);
  }

  private static Mac mac(SecretKeySpec key) {
    try {
      Mac mac = Mac.getInstance(ALGORITHM);
      mac.init(key);
      return mac;
    } catch (NoSuchAlgorithmException | InvalidKeyException e) {
      throw new IllegalStateException("this JVM has no " + ALGORITHM, e);
    }
  }
}
