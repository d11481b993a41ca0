package dev.parallax.local.report;

import com.fasterxml.jackson.databind.JsonNode;
import dev.parallax.local.http.SuiteClient;
import java.io.IOException;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;

/** Has the services learn from what they have, through their public API. */
public final class Training {

  private static final Duration LIMIT = Duration.ofMinutes(10);

  private final SuiteClient client;
  private final PrintWriter out;

  /**
   * @param out takes a progress bar per job
   */
  public Training(SuiteClient client, PrintWriter out) {
    this.client = Objects.requireNonNull(client, "client");
    this.out = Objects.requireNonNull(out, "out");
  }

  /**
   * Segments the customers.
   *
   * @param segments how many, or 0 to let the data decide
   * @return the job's result
   */
  public JsonNode segments(int segments) throws IOException {
    Object k = segments == 0 ? "auto" : segments;
    return run("segments", "/v1/segmentations", Map.of("algorithm", "kmeans", "k", k));
  }

  /** Mines rules and learns which items go together. */
  public JsonNode recommendations() throws IOException {
    return run("recommendations", "/v1/models/train", Map.of());
  }

  /** Fits the fraud model on the transactions that have labels. */
  public JsonNode fraud() throws IOException {
    return run("fraud", "/v1/fraud/models/train", Map.of());
  }

  private JsonNode run(String what, String path, Map<String, ?> request) throws IOException {
    ProgressBar bar = new ProgressBar(out, "learning: " + what);
    String id = client.post(path, request).path("id").asText();
    JsonNode job = client.await(id, bar::at, LIMIT);
    JsonNode result = job.path("result");
    bar.done(summary(result));
    return result;
  }

  private static String summary(JsonNode result) {
    StringBuilder text = new StringBuilder();
    result
        .properties()
        .forEach(
            field -> {
              if (field.getValue().isValueNode() && !field.getKey().equals("modelId")) {
                text.append(text.isEmpty() ? "" : ", ")
                    .append(field.getKey())
                    .append(' ')
                    .append(value(field.getValue()));
              }
            });
    return text.isEmpty() ? "done" : text.toString();
  }

  private static String value(JsonNode value) {
    return value.isFloatingPointNumber() ? "%.3f".formatted(value.asDouble()) : value.asText();
  }
}
