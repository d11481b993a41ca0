package dev.parallax.ingestion.imports;

import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.nio.file.Path;

/** {@code parallax.imports.*}. */
@ConfigMapping(prefix = "parallax.imports")
interface ImportsConfig {
  /**
   * Where files wait until they are taken in. For an import to survive its machine it must be a
   * volume that is kept, and with several replicas one that they share.
   */
  // The default is in application.properties, where the folder of uploads refers to it.
  Path directory();

  /** The largest file as it is sent. */
  @WithDefault("64G")
  MemorySize largest();
}
