package dev.parallax.local.secrets;

import java.util.Map;
import java.util.Objects;

/**
 * Everything that is secret about a local suite.
 *
 * @param pseudonymSecret base64 of 32 bytes, the HMAC key of the pseudonyms
 * @param vaultKey base64 of 32 bytes, the key of ingestion's vault
 * @param certificateKey base64 of a private JSON Web Key, which certificates of erasure are signed
 *     with; null in a file of a suite that had none yet
 * @param writeKey the write key of the source {@code shop}
 * @param tokenPrivateKey base64 PKCS#8 of the RSA key that signs development tokens
 * @param tokenPublicKey base64 DER of the matching public key
 * @param postgresPassword the database superuser's password
 * @param databasePasswords password by database role
 */
public record Secrets(
    String pseudonymSecret,
    String vaultKey,
    String certificateKey,
    String writeKey,
    String tokenPrivateKey,
    String tokenPublicKey,
    String postgresPassword,
    Map<String, String> databasePasswords) {

  public Secrets {
    Objects.requireNonNull(pseudonymSecret, "pseudonymSecret");
    Objects.requireNonNull(vaultKey, "vaultKey");
    Objects.requireNonNull(writeKey, "writeKey");
    Objects.requireNonNull(tokenPrivateKey, "tokenPrivateKey");
    Objects.requireNonNull(tokenPublicKey, "tokenPublicKey");
    Objects.requireNonNull(postgresPassword, "postgresPassword");
    databasePasswords = Map.copyOf(databasePasswords);
  }

  /** Says nothing, so that a secret does not end in a log by way of a string. */
  @Override
  public String toString() {
    return "Secrets[hidden]";
  }
}
