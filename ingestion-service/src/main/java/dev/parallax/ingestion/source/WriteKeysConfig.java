package dev.parallax.ingestion.source;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithParentName;
import java.util.Map;

/** {@code parallax.write-keys.*}. */
@ConfigMapping(prefix = "parallax.write-keys")
interface WriteKeysConfig {
  /**
   * The write key of each source by the source's name: {@code parallax.write-keys.shop}, env {@code
   * PARALLAX_WRITE_KEYS_SHOP}.
   */
  @WithParentName
  Map<String, String> bySource();
}
