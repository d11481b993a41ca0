package dev.parallax.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.parallax.local.http.SuiteClient;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.awaitility.Awaitility;

/**
 * What each service says it has stored.
 *
 * @param byName such as {@code segmentation.orders}
 */
public record Counts(Map<String, Long> byName) {

  static final List<String> SERVICES =
      List.of("ingestion", "segmentation", "recommendation", "fraud", "experience");

  public static Counts now(SuiteClient client) throws IOException {
    Map<String, Long> counts = new TreeMap<>();
    for (String service : SERVICES) {
      flatten(service, client.get("/v1/" + service + "/counts"), counts);
    }
    return new Counts(counts);
  }

  /** Where the growth since before is not the expected one, in words; empty when all is well. */
  List<String> differences(Counts before, Map<String, Long> expected) {
    return expected.entrySet().stream()
        .filter(count -> since(before, count.getKey()) != count.getValue())
        .map(
            count ->
                "%s grew by %,d instead of %,d"
                    .formatted(count.getKey(), since(before, count.getKey()), count.getValue()))
        .sorted()
        .toList();
  }

  private long since(Counts before, String name) {
    return of(name) - before.of(name);
  }

  long of(String name) {
    return byName.getOrDefault(name, 0L);
  }

  /**
   * Waits until the counts grew by exactly this, then looks again after a while: a count that goes
   * on growing is wrong too.
   */
  public static void awaitGrowth(
      SuiteClient client, Counts before, Map<String, Long> expected, Duration limit) {
    Awaitility.await("counts of all services")
        .atMost(limit)
        .pollInterval(Duration.ofMillis(500))
        .during(Duration.ofSeconds(2))
        .ignoreExceptionsMatching(IOException.class::isInstance)
        .untilAsserted(() -> assertThat(now(client).differences(before, expected)).isEmpty());
  }

  private static void flatten(String name, JsonNode node, Map<String, Long> into) {
    node.properties()
        .forEach(
            field -> {
              String path = name + "." + field.getKey();
              if (field.getValue().isIntegralNumber()) {
                into.put(path, field.getValue().asLong());
              } else if (field.getValue().isObject()) {
                flatten(path, field.getValue(), into);
              }
            });
  }
}
