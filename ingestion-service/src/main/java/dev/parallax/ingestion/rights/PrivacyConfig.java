package dev.parallax.ingestion.rights;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.List;

/** {@code parallax.privacy.*}. */
@ConfigMapping(prefix = "parallax.privacy")
interface PrivacyConfig {
  /**
   * What certificates of erasure are signed with: base64 of a private JSON Web Key (RFC 7517), of
   * the curve P-256 or Ed25519; env {@code PARALLAX_PRIVACY_CERTIFICATE_KEY}.
   */
  String certificateKey();

  /** Who has to answer beside ingestion before a request is done. */
  @WithDefault("segmentation,recommendation,fraud,experience")
  List<String> services();

  /** How long an archive can be fetched; then it is deleted. */
  @WithDefault("P7D")
  Duration archiveRetention();
}
