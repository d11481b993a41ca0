package dev.parallax.kit.privacy;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.Arrays;
import javax.crypto.Cipher;
import javax.crypto.KEM;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;

/**
 * Encrypts for one recipient by their public key: DHKEM over X25519 (RFC 9180, the JDK's own) for a
 * key that is used once, AES-256-GCM with it. What lies on the log can then be read by whoever has
 * the private key, and by nobody once that is deleted. Tink's HPKE was rejected here: it needs
 * another protobuf than the one that models are stored with.
 */
public final class SealedBox {
  private static final String CURVE = "X25519";
  private static final String CIPHER = "AES/GCM/NoPadding";
  private static final int KEY_BYTES = 32;
  private static final int TAG_BITS = 128;

  /** Allowed, since the key is used once. */
  private static final byte[] NONCE = new byte[12];

  private SealedBox() {}

  /** A new pair, for one request. */
  public static KeyPair newKeys() {
    try {
      return KeyPairGenerator.getInstance(CURVE).generateKeyPair();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("this JVM has no " + CURVE, e);
    }
  }

  /**
   * @param recipient X.509 encoding of the public key
   * @param about what it belongs to; must be given again to open it
   */
  public static byte[] seal(byte[] plain, byte[] recipient, String about) {
    try {
      PublicKey key =
          KeyFactory.getInstance(CURVE).generatePublic(new X509EncodedKeySpec(recipient));
      KEM.Encapsulated once =
          KEM.getInstance("DHKEM").newEncapsulator(key).encapsulate(0, KEY_BYTES, "AES");
      byte[] hidden = crypt(Cipher.ENCRYPT_MODE, once.key(), plain, about);
      return ByteBuffer.allocate(1 + once.encapsulation().length + hidden.length)
          .put((byte) once.encapsulation().length)
          .put(once.encapsulation())
          .put(hidden)
          .array();
    } catch (GeneralSecurityException e) {
      throw new IllegalArgumentException("recipient must be the public key of an " + CURVE, e);
    }
  }

  /**
   * @param privateKey PKCS#8 encoding
   * @throws IllegalArgumentException when it is for another key or about something else
   */
  public static byte[] open(byte[] box, byte[] privateKey, String about) {
    try {
      PrivateKey key =
          KeyFactory.getInstance(CURVE).generatePrivate(new PKCS8EncodedKeySpec(privateKey));
      int end = 1 + box[0];
      SecretKey once =
          KEM.getInstance("DHKEM")
              .newDecapsulator(key)
              .decapsulate(Arrays.copyOfRange(box, 1, end), 0, KEY_BYTES, "AES");
      return crypt(Cipher.DECRYPT_MODE, once, Arrays.copyOfRange(box, end, box.length), about);
    } catch (GeneralSecurityException | IndexOutOfBoundsException e) {
      throw new IllegalArgumentException("the box is for another key or about something else", e);
    }
  }

  private static byte[] crypt(int mode, SecretKey key, byte[] text, String about)
      throws GeneralSecurityException {
    Cipher cipher = Cipher.getInstance(CIPHER);
    cipher.init(mode, key, new GCMParameterSpec(TAG_BITS, NONCE));
    cipher.updateAAD(about.getBytes(StandardCharsets.UTF_8));
    return cipher.doFinal(text);
  }
}
