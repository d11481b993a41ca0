package dev.parallax.ingestion.vault;

import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.kms.model.KmsException;

/** Says which setting to look at when a KMS does not do as it was asked. */
final class KmsTrouble {
  private KmsTrouble() {}

  static IllegalStateException of(SdkException e, VaultConfig.Kms config, String id) {
    return new IllegalStateException(
        e instanceof KmsException refused
            ? refused(refused, id)
            : "the KMS could not be asked within %s (parallax.vault.kms.patience): check %s and the"
                    .formatted(config.patience(), place(config))
                + " credentials",
        e);
  }

  private static String place(VaultConfig.Kms config) {
    return config
        .endpoint()
        .map(endpoint -> "parallax.vault.kms.endpoint " + endpoint)
        .orElse("parallax.vault.kms.region, the way to the KMS");
  }

  private static String refused(KmsException e, String id) {
    String code = e.awsErrorDetails() == null ? "" : e.awsErrorDetails().errorCode();
    String why =
        switch (code) {
          case "InvalidCiphertextException" ->
              "parallax.vault.kms.keyset is under another key than parallax.vault.kms.key-id, or was made"
                  + " with another parallax.vault.kms.context";
          case "IncorrectKeyException" ->
              "parallax.vault.kms.keyset is under another key than parallax.vault.kms.key-id";
          case "NotFoundException" -> "parallax.vault.kms.key-id names no key of it";
          case "AccessDeniedException", "UnrecognizedClientException", "InvalidClientTokenId" ->
              "whoever parallax.vault.kms.access-key names (or the machine's own credentials) may not use"
                  + " the key for this parallax.vault.kms.context";
          default -> "see its own log";
        };
    return "the KMS refused the key %s (%s, status %d): %s"
        .formatted(id, code, e.statusCode(), why);
  }
}
