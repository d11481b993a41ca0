package dev.parallax.local.report;

import com.fasterxml.jackson.databind.JsonNode;
import dev.parallax.local.http.SuiteClient;
import dev.parallax.local.http.SuiteException;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.StreamSupport;

/**
 * What the suite found out, told to a person at the terminal: the segments, a recommendation and a
 * declined transaction with their reasons, and the widest gap. All of it is asked from the public
 * API; where a service has nothing to tell yet, the section says so instead of failing the whole
 * report.
 */
public final class Findings {

  private static final int SEGMENTS = 12;
  private static final int ITEMS = 3;
  private static final int GAPS = 3;
  private static final int UNAVAILABLE = 503;
  private static final int NOT_FOUND = 404;

  /** Segmentation's answer (a 409) until it has been trained for the first time. */
  private static final String UNTRAINED = "urn:parallax:problem:no-segmentation";

  private final SuiteClient client;
  private final PrintWriter out;

  /**
   * @param client with a token that may see everything
   */
  public Findings(SuiteClient client, PrintWriter out) {
    this.client = Objects.requireNonNull(client, "client");
    this.out = Objects.requireNonNull(out, "out");
  }

  /**
   * Prints all sections.
   *
   * @param userId a customer to recommend to; without one, the recommendation is for a basket of
   *     the strongest rule
   * @throws IOException when a service fails; one that is away is said to be so
   */
  public void print(Optional<String> userId) throws IOException {
    section("Segments", this::segments);
    section("A recommendation, with its reasons", () -> recommendation(userId));
    section("A transaction that was not let through, with its reasons", this::fraud);
    section(
        "The widest gaps between what customers attend to and what they are offered", this::gaps);
    section("Where to look further", this::addresses);
  }

  private void segments() throws IOException {
    Optional<JsonNode> answer = ask("/v1/segmentations/current/segments");
    if (answer.isEmpty() || answer.get().path("items").isEmpty()) {
      out.println("  none yet: the segmentation has not been trained");
      return;
    }
    for (JsonNode segment : first(answer.get().path("items"), SEGMENTS)) {
      out.printf(
          Locale.ROOT,
          "  %-34s %,7d customers  %4.1f %%%n",
          text(segment.path("name")),
          segment.path("size").asLong(),
          segment.path("share").asDouble() * 100);
      for (JsonNode feature : first(segment.path("distinguishing"), 2)) {
        out.println("      " + text(feature.path("text")));
      }
    }
  }

  private void recommendation(Optional<String> userId) throws IOException {
    Optional<JsonNode> answer = userId.isPresent() ? forCustomer(userId.get()) : forBasket();
    if (answer.isEmpty() || answer.get().path("items").isEmpty()) {
      out.println("  none yet: nothing has been learnt about what goes together");
      return;
    }
    for (JsonNode item : first(answer.get().path("items"), ITEMS)) {
      out.printf(
          "  %s (%s)%n",
          item.path("name").asText(item.path("itemId").asText()), item.path("strategy").asText());
      reasons(item.path("reasons"), 2);
    }
  }

  private Optional<JsonNode> forCustomer(String userId) throws IOException {
    out.println("  for the customer '" + userId + "':");
    return ask(
        "/v1/recommendations?surface=console&n=" + ITEMS + "&userId=" + Query.encode(userId));
  }

  private Optional<JsonNode> forBasket() throws IOException {
    Optional<JsonNode> rules = ask("/v1/rules?limit=1&sort=lift");
    JsonNode basket =
        rules.map(r -> r.path("items").path(0).path("if")).orElse(SuiteClient.JSON.missingNode());
    if (basket.isEmpty()) {
      return Optional.empty();
    }
    out.println("  for a basket with " + String.join(", ", strings(basket)) + ":");
    return Optional.of(
        client.post("/v1/recommendations", Map.of("basket", strings(basket), "n", ITEMS)));
  }

  private void fraud() throws IOException {
    for (String outcome : List.of("decline", "review")) {
      Optional<JsonNode> answer = ask("/v1/decisions?limit=1&outcome=" + outcome);
      JsonNode decision =
          answer.map(a -> a.path("items").path(0)).orElse(SuiteClient.JSON.missingNode());
      if (!decision.isMissingNode()) {
        if (outcome.equals("review")) {
          out.println("  none was declined; this one was put to review:");
        }
        out.printf(
            Locale.ROOT,
            "  %s: %s, probability of fraud %.2f, model %s%n",
            decision.path("transactionId").asText(),
            outcome,
            decision.path("probability").asDouble(),
            decision.path("modelVersion").asText("none"));
        reasons(decision.path("reasons"), 4);
        return;
      }
    }
    out.println("  none: no transaction was declined or put to review");
  }

  private void gaps() throws IOException {
    Optional<JsonNode> answer = ask("/v1/gaps?limit=" + GAPS);
    if (answer.isEmpty() || answer.get().path("items").isEmpty()) {
      out.println("  none yet: there is no behaviour to compare with the offer");
      return;
    }
    for (JsonNode gap : first(answer.get().path("items"), GAPS)) {
      String segment = text(gap.path("segmentName"));
      out.printf(
          Locale.ROOT,
          "  %s, %s: attention %.1f %%, offer %.1f %%, bought %.1f %%%n",
          segment.isEmpty() ? gap.path("segment").asText("all customers") : segment,
          gap.path("category").asText(),
          gap.path("attentionShare").asDouble() * 100,
          gap.path("offerShare").asDouble() * 100,
          gap.path("boughtShare").asDouble() * 100);
      reasons(gap.path("reasons"), 2);
    }
  }

  private void addresses() {
    out.println("  pages     " + client.base());
    out.println("  token     ./parallax token admin   (the pages ask for it)");
  }

  private void section(String title, Section content) throws IOException {
    out.println();
    out.println(title);
    try {
      content.print();
    } catch (SuiteException e) {
      if (e.status() != UNAVAILABLE) {
        throw e;
      }
      out.println("  not known now: " + e.problem().path("detail").asText(e.getMessage()));
    }
    out.flush();
  }

  /** A part of the report that asks a service of its own. */
  private interface Section {
    void print() throws IOException;
  }

  private void reasons(JsonNode reasons, int most) {
    first(reasons, most).forEach(reason -> out.println("      - " + text(reason.path("text"))));
  }

  /** The answer, or empty when the service knows nothing of it yet, or has yet to be trained. */
  private Optional<JsonNode> ask(String path) throws IOException {
    try {
      return Optional.of(client.get(path));
    } catch (SuiteException e) {
      if (e.status() == NOT_FOUND || e.problem().path("type").asText().equals(UNTRAINED)) {
        return Optional.empty();
      }
      throw e;
    }
  }

  private static String text(JsonNode phrase) {
    return phrase.isObject() ? phrase.path("en").asText("") : phrase.asText("");
  }

  private static List<JsonNode> first(JsonNode array, int most) {
    return StreamSupport.stream(array.spliterator(), false).limit(most).toList();
  }

  private static List<String> strings(JsonNode array) {
    return StreamSupport.stream(array.spliterator(), false).map(JsonNode::asText).toList();
  }
}
