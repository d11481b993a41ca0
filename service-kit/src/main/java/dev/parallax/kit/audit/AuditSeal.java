package dev.parallax.kit.audit;

import dev.parallax.kit.service.ServiceIdentity;
import io.quarkus.runtime.Startup;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.InvalidKeyException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Seals with HMAC-SHA-256. Whoever can write the database can compute any hash, but no seal without
 * the secret, which is not in it. Row and head are sealed in different words, so that the seal of
 * an earlier row is not that of an earlier end.
 */
@Startup
@ApplicationScoped
class AuditSeal {
  private static final String ALGORITHM = "HmacSHA256";
  private static final int SHORTEST_SECRET = 32;
  private static final int ACTOR_BYTES = 16;

  private final String service;
  private final List<SecretKeySpec> keys;

  @Inject
  AuditSeal(AuditConfig config, ServiceIdentity service) {
    this(service.name(), secrets(config));
  }

  /**
   * For code outside CDI.
   *
   * @param secrets the one that seals first, retired ones after it
   */
  AuditSeal(String service, List<byte[]> secrets) {
    this.service = service;
    this.keys = secrets.stream().map(AuditSeal::key).toList();
  }

  byte[] ofRow(byte[] hash) {
    return seal(keys.getFirst(), "row", 0, hash);
  }

  byte[] ofHead(long seq, byte[] hash) {
    return seal(keys.getFirst(), "head", seq, hash);
  }

  boolean isOfRow(byte[] hash, byte[] seal) {
    return keys.stream().anyMatch(key -> MessageDigest.isEqual(seal(key, "row", 0, hash), seal));
  }

  boolean isOfHead(long seq, byte[] hash, byte[] seal) {
    return keys.stream().anyMatch(key -> MessageDigest.isEqual(seal(key, "head", seq, hash), seal));
  }

  /** Instead of a token's subject that would say who somebody is. */
  String pseudonym(String subject) {
    byte[] digest = seal(keys.getFirst(), "actor", 0, subject.getBytes(StandardCharsets.UTF_8));
    return "u_" + HexFormat.of().formatHex(digest, 0, ACTOR_BYTES);
  }

  private byte[] seal(SecretKeySpec key, String kind, long seq, byte[] of) {
    Mac mac = mac(key);
    mac.update((kind + ':' + service + ':').getBytes(StandardCharsets.UTF_8));
    mac.update(ByteBuffer.allocate(Long.BYTES).putLong(seq).array());
    return mac.doFinal(of);
  }

  private static List<byte[]> secrets(AuditConfig config) {
    List<byte[]> secrets = new ArrayList<>();
    secrets.add(decode("parallax.audit.secret", config.secret()));
    config
        .retiredSecrets()
        .orElse(List.of())
        .forEach(secret -> secrets.add(decode("parallax.audit.retired-secrets", secret)));
    return secrets;
  }

  private static byte[] decode(String setting, String secret) {
    try {
      byte[] bytes = Base64.getDecoder().decode(secret.trim());
      if (bytes.length >= SHORTEST_SECRET) {
        return bytes;
      }
    } catch (IllegalArgumentException e) {
      // The answer is the same.
    }
    throw new IllegalArgumentException(
        setting + " must be the base64 of at least " + SHORTEST_SECRET + " random bytes");
  }

  /** A key of its own, since the secret may be the one that makes pseudonyms. */
  private static SecretKeySpec key(byte[] secret) {
    Mac mac = mac(new SecretKeySpec(secret, ALGORITHM));
    return new SecretKeySpec(
        mac.doFinal("parallax-audit".getBytes(StandardCharsets.UTF_8)), ALGORITHM);
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
