package dev.parallax.ingestion.bucket;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.net.URI;
import java.util.Optional;

/** {@code parallax.s3.*}: where the buckets are and as whom they are asked for. */
@ConfigMapping(prefix = "parallax.s3")
interface BucketConfig {
  /** Of a store that is not Amazon's. */
  Optional<URI> endpoint();

  @WithDefault("eu-central-1")
  String region();

  /** Without it, the machine's own credentials count: environment, web identity, instance. */
  Optional<String> accessKey();

  Optional<String> secretKey();

  /** Whether the bucket is part of the path and not of the host, as most other stores want it. */
  @WithDefault("true")
  boolean pathStyle();
}
