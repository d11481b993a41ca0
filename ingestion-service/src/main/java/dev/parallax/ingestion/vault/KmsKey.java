package dev.parallax.ingestion.vault;

import com.google.crypto.tink.Aead;
import java.security.GeneralSecurityException;
import java.util.List;
import java.util.Map;
import org.jboss.logging.Logger;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.kms.KmsClient;

/**
 * A key that never leaves its KMS. It encrypts the keyset of master keys as a whole, so that the
 * KMS is asked once at a start and never for a customer: it may be away while the service runs, and
 * erasing needs nothing of it.
 */
final class KmsKey implements AutoCloseable {
  private static final Logger LOG = Logger.getLogger(KmsKey.class);

  private final KmsClient client;
  private final VaultConfig.Kms config;
  private final String id;

  private KmsKey(KmsClient client, VaultConfig.Kms config, String id) {
    this.client = client;
    this.config = config;
    this.id = id;
  }

  static KmsKey connect(VaultConfig.Kms config) {
    return connect(
        config,
        config
            .keyId()
            .orElseThrow(
                () ->
                    new IllegalArgumentException(
                        "parallax.vault.kms.key-id must name the key that the keyset is under")));
  }

  /** Another key of the same KMS. */
  static KmsKey connect(VaultConfig.Kms config, String id) {
    return new KmsKey(KmsClients.client(config, id), config, id);
  }

  /**
   * @return the master keys, the one in use first
   * @throws IllegalStateException when the KMS refuses or cannot be reached, naming the setting
   */
  List<MasterKey> open(String keyset) {
    LOG.infof("asking the KMS for the master keys key=%s patience=%s", id, config.patience());
    try {
      List<MasterKey> keys = Keysets.read(keyset, new Remote());
      LOG.infof(
          "master keys opened by the KMS keys=%d primary=%d", keys.size(), keys.getFirst().id());
      return keys;
    } catch (GeneralSecurityException | IllegalArgumentException e) {
      throw new IllegalArgumentException(
          "parallax.vault.kms.keyset must be what the keyset command prints: Tink's encrypted keyset as"
              + " JSON, of AES-256-GCM keys",
          e);
    }
  }

  /** The keys as text that only this KMS can open. */
  String seal(List<MasterKey> keys) {
    try {
      return Keysets.write(keys, new Remote());
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("this JVM cannot write a keyset", e);
    }
  }

  @Override
  public void close() {
    client.close();
  }

  private Map<String, String> context() {
    return Map.of("parallax", config.context());
  }

  /** The key as Tink takes it. */
  private final class Remote implements Aead {
    @Override
    public byte[] encrypt(byte[] plain, byte[] associated) {
      try {
        return client
            .encrypt(
                r ->
                    r.keyId(id)
                        .plaintext(SdkBytes.fromByteArray(plain))
                        .encryptionContext(context()))
            .ciphertextBlob()
            .asByteArray();
      } catch (SdkException e) {
        throw KmsTrouble.of(e, config, id);
      }
    }

    @Override
    public byte[] decrypt(byte[] sealed, byte[] associated) {
      try {
        return client
            .decrypt(
                r ->
                    r.keyId(id)
                        .ciphertextBlob(SdkBytes.fromByteArray(sealed))
                        .encryptionContext(context()))
            .plaintext()
            .asByteArray();
      } catch (SdkException e) {
        throw KmsTrouble.of(e, config, id);
      }
    }
  }
}
