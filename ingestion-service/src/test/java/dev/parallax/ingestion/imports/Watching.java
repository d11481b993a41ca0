package dev.parallax.ingestion.imports;

import static dev.parallax.ingestion.Callers.staff;

import com.fasterxml.jackson.databind.JsonNode;
import dev.parallax.contracts.Topics;
import dev.parallax.ingestion.Log;
import dev.parallax.ingestion.RealS3;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What another replica watches. */
record Watching(
    Optional<Path> directory,
    Map<String, WatchConfig.Watched> buckets,
    Duration settle,
    Duration doneRetention)
    implements WatchConfig {
  private static final Duration SOON = Duration.ofSeconds(1);

  static Watching folder(Path directory) {
    return new Watching(Optional.of(directory), Map.of(), SOON, Duration.ofDays(30));
  }

  /** Objects whose names begin with the prefix, by a mapping of that name. */
  static Watching bucket(String prefix, String mapping) {
    return new Watching(
        Optional.empty(),
        Map.of("tests", new Drop(prefix, Optional.of(mapping))),
        SOON,
        Duration.ofDays(30));
  }

  Watching keeping(Duration retention) {
    return new Watching(directory, buckets, settle, retention);
  }

  /** CSV with the columns {@code who} and {@code run}. */
  static void putMapping(String name) {
    staff("admin")
        .contentType("text/plain; charset=UTF-8")
        .body(
            """
            format: {type: csv}
            target: track
            fields:
              userId: who
              event: {value: Dropped}
              properties.run: run
            """)
        .put("/v1/imports/mappings/" + name)
        .then()
        .statusCode(200);
  }

  /** What has become of rows whose column {@code run} has this. */
  static List<JsonNode> events(String run) {
    return Log.values(Topics.CUSTOMER_EVENTS).stream()
        .filter(e -> run.equals(e.path("properties").path("run").asText()))
        .toList();
  }

  @Override
  public Duration every() {
    return SOON;
  }

  @Override
  public Map<String, WatchConfig.Meaning> folders() {
    return Map.of();
  }

  private record Drop(String prefix, Optional<String> mapping)
      implements WatchConfig.Watched, WatchConfig.Meaning {
    @Override
    public String bucket() {
      return RealS3.DROP;
    }

    @Override
    public WatchConfig.Meaning meaning() {
      return this;
    }

    @Override
    public Optional<String> source() {
      return Optional.empty();
    }

    @Override
    public Optional<String> consent() {
      return Optional.empty();
    }
  }
}
