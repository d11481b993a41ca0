package dev.parallax.kit.pseudonym;

import java.nio.charset.StandardCharsets;
import java.security.InvalidKeyException;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** One secret and its number. */
final class SecretKey {
  private static final String ALGORITHM = "HmacSHA256";
  private static final int SHORTEST = 32;
  private static final int BYTES = 16;

  private final int id;
  private final String mark;
  private final ThreadLocal<Mac> macs;

  SecretKey(int id, byte[] secret, String property) {
    if (id < 0) {
      throw new IllegalArgumentException("the key id of " + property + " must be 0 or more");
    }
    if (secret.length < SHORTEST) {
      throw new IllegalArgumentException(
          property
              + " must be the base64 of at least 32 random bytes, this one has "
              + secret.length);
    }
    SecretKeySpec key = new SecretKeySpec(secret, ALGORITHM);
    this.id = id;
    this.mark = Cid.mark(id);
    this.macs = ThreadLocal.withInitial(() -> mac(key));
  }

  int id() {
    return id;
  }

  String pseudonym(String prefix, String domain, String identifier) {
    if (identifier == null || identifier.isBlank()) {
      throw new IllegalArgumentException("identifier must not be empty");
    }
    byte[] digest = macs.get().doFinal((domain + identifier).getBytes(StandardCharsets.UTF_8));
    return prefix + mark + HexFormat.of().formatHex(digest, 0, BYTES);
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
