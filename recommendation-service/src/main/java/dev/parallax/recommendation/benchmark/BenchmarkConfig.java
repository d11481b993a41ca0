package dev.parallax.recommendation.benchmark;

import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** {@code parallax.evaluations.*}. */
@ConfigMapping(prefix = "parallax.evaluations")
interface BenchmarkConfig {
  /** The largest file as it is sent. */
  // The default is in application.properties, where another setting refers to it.
  MemorySize largest();

  /** The largest file when it is unpacked, with all that is in a zip. */
  @WithDefault("4G")
  MemorySize largestUnpacked();

  /** Interactions of a file at most; also bounded by the heap. */
  @WithDefault("30000000")
  long mostInteractions();

  /** Evaluations that may wait or run at once. */
  @WithDefault("20")
  int mostWaiting();

  /** Users asked at most, a sample of more. */
  @WithDefault("20000")
  int mostUsers();

  /** Threads; 0 for as many as there are processors. */
  @WithDefault("0")
  int threads();
}
