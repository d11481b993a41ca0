package dev.parallax.console.gateway;

import static dev.parallax.console.upstream.Service.EXPERIENCE;
import static dev.parallax.console.upstream.Service.FRAUD;
import static dev.parallax.console.upstream.Service.INGESTION;
import static dev.parallax.console.upstream.Service.RECOMMENDATION;
import static dev.parallax.console.upstream.Service.SEGMENTATION;

import dev.parallax.console.upstream.Service;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Which path belongs to which service, as docs/interfaces.md lists them.
 *
 * <p>Most paths are decided by their first word. The exceptions are few and stand in {@link
 * #destination}: the id of a job or model says who made it, and {@code customers}, {@code exports}
 * and {@code feedback} are shared by two services.
 */
final class Routes {
  private static final Map<String, Service> BY_FIRST_WORD = new HashMap<>();

  /** What ingestion knows of one customer. */
  private static final Set<String> OF_A_CUSTOMER = Set.of("consent", "identity", "split", "merge");

  static {
    put(
        INGESTION,
        "track identify page screen group alias batch import transactions catalog readings imports"
            + " rejected ingestion replays sources tracking-plan privacy consent pseudonyms"
            + " t i p s g a b pixel parallax.js projects");
    put(SEGMENTATION, "segmentations segments segmentation audiences rfm");
    put(
        RECOMMENDATION,
        "recommendations items rules recommendation exposures predictors evaluations merchandising"
            + " experiments");
    put(FRAUD, "decisions labels fraud cases backtests");
    put(EXPERIENCE, "overview funnels gaps experience paths retention frictions improvements");
  }

  private Routes() {}

  /** Whether pages of any site load it as a part of their own, as they do scripts and images. */
  static boolean isPartOfOtherPages(String path) {
    return path.equals("/v1/parallax.js")
        || path.startsWith("/v1/pixel/")
        || path.startsWith("/pixel/v1/");
  }

  /**
   * Where a path leads.
   *
   * @param path normalised, without query: {@code /v1/jobs/fraud-1/progress}
   */
  static Destination destination(String path) {
    if (path.startsWith("/beacon/v1/") || path.startsWith("/pixel/v1/")) {
      return new Destination.To(INGESTION); // as RudderStack's SDKs have it
    }
    if (!path.startsWith("/v1/")) {
      return unknown(path);
    }
    List<String> words = List.of(path.substring("/v1/".length()).split("/"));
    String first = words.getFirst();
    Service byFirstWord = BY_FIRST_WORD.get(first);
    if (byFirstWord != null) {
      return new Destination.To(byFirstWord);
    }
    return switch (first) {
      case "health" -> words.size() == 1 ? new Destination.Here() : unknown(path);
      case "jobs", "models" -> jobOrModel(first, words);
      case "audit" ->
          path.equals("/v1/audit") || path.equals("/v1/audit/verify")
              ? new Destination.Here()
              : unknown(path);
      case "customers" -> customer(path, words);
      case "exports" -> export(path);
      case "feedback" -> new Destination.To(words.size() == 1 ? INGESTION : EXPERIENCE);
      default -> unknown(path);
    };
  }

  private static Destination jobOrModel(String first, List<String> words) {
    if (words.size() == 1) {
      return new Destination.Here();
    }
    String id = words.get(1);
    if (first.equals("models") && id.equals("train")) {
      return new Destination.To(RECOMMENDATION);
    }
    return Service.ofId(id)
        .<Destination>map(Destination.To::new)
        .orElseGet(
            () ->
                new Destination.Nowhere(
                    "id",
                    "is of no service: ids of "
                        + first
                        + " begin with the name of the service, as in fraud-…"));
  }

  private static Destination customer(String path, List<String> words) {
    if (words.size() == 2 && words.get(1).equals("segment")) {
      return new Destination.To(SEGMENTATION);
    }
    if (words.size() >= 3 && OF_A_CUSTOMER.contains(words.get(2))) {
      return new Destination.To(INGESTION);
    }
    return unknown(path);
  }

  private static Destination export(String path) {
    return switch (path) {
      case "/v1/exports/gaps" -> new Destination.To(EXPERIENCE);
      case "/v1/exports/segments" -> new Destination.To(SEGMENTATION);
      default -> unknown(path);
    };
  }

  private static Destination unknown(String path) {
    return new Destination.Nowhere("path", path + " leads nowhere; see GET /openapi");
  }

  private static void put(Service service, String words) {
    for (String word : words.split(" ")) {
      BY_FIRST_WORD.put(word, service);
    }
  }
}
