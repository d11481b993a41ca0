package dev.parallax.local.evaluate;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** An evaluation as a table in plain text. */
final class EvaluationReport {

  private static final List<String> OF_THE_ANSWERS =
      List.of("ndcg", "recall", "precision", "map", "mapOfAll", "mrr", "hitRate");
  private static final List<String> OF_THE_LISTS =
      List.of("coverage", "novelty", "diversity", "popularity", "gini", "rmse", "mae");

  private final PrintWriter out;

  EvaluationReport(PrintWriter out) {
    this.out = out;
  }

  void print(JsonNode evaluation) {
    JsonNode result = evaluation.path("result");
    JsonNode sizes = result.path("sizes");
    say(
        "%n%,d users, %,d items, %,d interactions; split %s%s, seed %d: learned from %,d, asked %,d users"
            + " about %,d; k = %d",
        sizes.path("users").asLong(),
        sizes.path("items").asLong(),
        sizes.path("interactions").asLong(),
        result.path("split").asText(),
        shares(result),
        result.path("seed").asLong(),
        sizes.path("learned").asLong(),
        sizes.path("cases").asLong(),
        sizes.path("tested").asLong(),
        result.path("k").asLong());
    if (sizes.path("coldUsers").asLong() > 0) {
      say(
          "%,d more users have held-out interactions only and are not asked",
          sizes.path("coldUsers").asLong());
    }
    if (sizes.path("skipped").asLong() > 0) {
      say(
          "%,d rows of the file lack a user, item, rating or time and were passed over",
          sizes.path("skipped").asLong());
    }
    result.path("notes").forEach(note -> say("%s", note.asText()));
    table(result.path("rows"), OF_THE_ANSWERS, true);
    table(result.path("rows"), OF_THE_LISTS, false);
    out.println();
    for (JsonNode row : result.path("rows")) {
      details(row);
    }
    say(
        "%n± is the half of the 95 %% bootstrap interval over the users (%d resamples).",
        resamples(result));
    out.flush();
  }

  private static long resamples(JsonNode result) {
    return result.path("resamples").asLong();
  }

  private static String shares(JsonNode result) {
    List<String> shares = new ArrayList<>();
    result.path("shares").forEach(share -> shares.add(share.asText()));
    return shares.isEmpty() ? "" : " " + String.join("/", shares);
  }

  private void table(JsonNode rows, List<String> metrics, boolean withTimes) {
    List<String> shown = metrics.stream().filter(metric -> hasAny(rows, metric)).toList();
    StringBuilder head = new StringBuilder("%-14s".formatted(""));
    shown.forEach(metric -> head.append("%16s".formatted(metric)));
    if (withTimes) {
      head.append("%9s".formatted("learn s"));
    }
    say("%n%s", head);
    for (JsonNode row : rows) {
      if (row.path("metrics").isEmpty()) {
        continue;
      }
      StringBuilder line = new StringBuilder("%-14s".formatted(row.path("algorithm").asText()));
      for (String metric : shown) {
        line.append("%16s".formatted(value(row.path("metrics").path(metric))));
      }
      if (withTimes) {
        line.append(String.format(Locale.ROOT, "%9.2f", row.path("fitSeconds").asDouble()));
      }
      say("%s", line);
    }
  }

  private static boolean hasAny(JsonNode rows, String metric) {
    for (JsonNode row : rows) {
      if (row.path("metrics").has(metric)) {
        return true;
      }
    }
    return false;
  }

  private static String value(JsonNode estimate) {
    if (estimate.isMissingNode()) {
      return "–";
    }
    double half = (estimate.path("upper").asDouble() - estimate.path("lower").asDouble()) / 2;
    return String.format(Locale.ROOT, "%.4f ±%.4f", estimate.path("value").asDouble(), half);
  }

  private void details(JsonNode row) {
    String name = row.path("algorithm").asText();
    if (row.hasNonNull("error")) {
      say("%s did not take part: %s", name, row.path("error").asText());
      return;
    }
    StringBuilder line = new StringBuilder(name + ":");
    row.path("settings")
        .properties()
        .forEach(s -> line.append(" %s %s,".formatted(s.getKey(), s.getValue().asText())));
    if (!row.path("trials").isEmpty()) {
      line.append(" chosen of %d tried on the validation,".formatted(row.path("trials").size()));
    }
    JsonNode against = row.path("against").path("popularity").path("ndcg");
    if (!against.isMissingNode()) {
      line.append(
          String.format(
              Locale.ROOT,
              " NDCG %+.4f [%+.4f, %+.4f] against popularity: %s",
              against.path("difference").asDouble(),
              against.path("lower").asDouble(),
              against.path("upper").asDouble(),
              against.path("verdict").asText().replace('-', ' ')));
    }
    String text = line.toString();
    if (!text.endsWith(":")) {
      out.println(text.endsWith(",") ? text.substring(0, text.length() - 1) : text);
    }
  }

  private void say(String format, Object... arguments) {
    out.println(String.format(Locale.ROOT, format, arguments));
  }
}
