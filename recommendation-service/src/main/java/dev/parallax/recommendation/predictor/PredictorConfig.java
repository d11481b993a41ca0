package dev.parallax.recommendation.predictor;

import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** {@code parallax.predictors.*}. */
@ConfigMapping(prefix = "parallax.predictors")
interface PredictorConfig {
  /** The largest file as it is sent. */
  // The default is in application.properties, where the limit of uploads refers to it.
  MemorySize largest();

  /** Columns that a file may have. */
  @WithDefault("1000")
  int mostColumns();

  /** Rows that are learned from or predicted at once, also bounded by the heap. */
  @WithDefault("1000000")
  int mostRows();

  /** Rows that one call may send; more go by file. */
  @WithDefault("1000")
  int mostRowsInCall();

  /** How long what was predicted by file can be fetched. */
  @WithDefault("7D")
  Duration resultsKept();

  /** Threads that trees are grown by; 0 for as many as there are processors. */
  @WithDefault("0")
  int threads();
}
