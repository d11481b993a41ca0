package dev.parallax.local.secrets;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.interfaces.ECPrivateKey;
import java.security.interfaces.ECPublicKey;
import java.security.spec.ECGenParameterSpec;
import java.util.Base64;

/** Makes private JSON Web Keys (RFC 7517, 7518) of the curve P-256, as base64. */
final class SigningKey {
  private static final int BYTES = 32;

  private SigningKey() {}

  static String generate() {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
      generator.initialize(new ECGenParameterSpec("secp256r1"));
      KeyPair pair = generator.generateKeyPair();
      ECPublicKey open = (ECPublicKey) pair.getPublic();
      ObjectNode key =
          JsonMapper.builder()
              .build()
              .createObjectNode()
              .put("kty", "EC")
              .put("crv", "P-256")
              .put("x", number(open.getW().getAffineX()))
              .put("y", number(open.getW().getAffineY()))
              .put("d", number(((ECPrivateKey) pair.getPrivate()).getS()));
      return Base64.getEncoder().encodeToString(key.toString().getBytes(StandardCharsets.UTF_8));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("this JDK cannot make keys of P-256", e);
    }
  }

  /** Always as long as the curve's numbers are, and without a sign. */
  private static String number(BigInteger number) {
    byte[] bytes = number.toByteArray();
    byte[] padded = new byte[BYTES];
    int length = Math.min(bytes.length, BYTES);
    System.arraycopy(bytes, bytes.length - length, padded, BYTES - length, length);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(padded);
  }
}
