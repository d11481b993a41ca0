package dev.parallax.kit.audit;

import io.smallrye.config.ConfigMapping;
import java.util.List;
import java.util.Optional;

/** {@code parallax.audit.*}. */
@ConfigMapping(prefix = "parallax.audit")
interface AuditConfig {
  /**
   * Base64 of at least 32 random bytes that rows are sealed with; env {@code
   * PARALLAX_AUDIT_SECRET}. The pseudonyms' secret where it is not set.
   */
  String secret();

  /** Secrets of the past: rows sealed with them are still taken for the service's own. */
  Optional<List<String>> retiredSecrets();
}
