package dev.parallax.console.upstream;

import io.smallrye.config.ConfigMapping;
import java.net.URI;

/** Where the services are: the base URL of each, without a path. */
@ConfigMapping(prefix = "parallax.upstreams")
interface UpstreamsConfig {
  URI ingestion();

  URI segmentation();

  URI recommendation();

  URI fraud();

  URI experience();
}
