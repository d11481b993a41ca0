package dev.parallax.ingestion.source;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HexFormat;

/**
 * A new key, seen once by whoever asked for it.
 *
 * <p>Kept as SHA-256. A slow hash was rejected: it makes guessing short secrets costly, these have
 * 256 random bits, and it would be computed on every request.
 */
record WriteKey(String text) {
  private static final SecureRandom RANDOM = new SecureRandom();
  private static final String MARK = "pk_";
  private static final int BYTES = 32;
  private static final int SHOWN = MARK.length() + 6;

  static WriteKey random() {
    byte[] bytes = new byte[BYTES];
    RANDOM.nextBytes(bytes);
    return new WriteKey(MARK + Base64.getUrlEncoder().withoutPadding().encodeToString(bytes));
  }

  /** By which people recognise it; 220 bits remain. */
  String prefix() {
    return text.substring(0, SHOWN);
  }

  byte[] digest() {
    return digest(text);
  }

  static byte[] digest(String key) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(key.getBytes(StandardCharsets.UTF_8));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("this JVM has no SHA-256", e);
    }
  }

  /** What keys are looked up by. */
  static String fingerprint(byte[] digest) {
    return HexFormat.of().formatHex(digest);
  }

  /** Never in a log. */
  @Override
  public String toString() {
    return prefix() + "…";
  }
}
