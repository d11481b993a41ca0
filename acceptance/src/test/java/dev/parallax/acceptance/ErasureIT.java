package dev.parallax.acceptance;

import static dev.parallax.acceptance.Erika.EMAIL;
import static dev.parallax.acceptance.Erika.MARK;
import static dev.parallax.acceptance.Erika.NAME;
import static dev.parallax.acceptance.Erika.PHONE;
import static dev.parallax.acceptance.Erika.PLANTED;
import static dev.parallax.acceptance.Erika.TRAIT;
import static dev.parallax.acceptance.Erika.USER;
import static dev.parallax.acceptance.Erika.VISITOR;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.parallax.local.http.SuiteClient;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A person comes in by every door, is handed all that is known of them, and is erased while a
 * service is down. Afterwards nothing that names them is found anywhere, and the next event is a
 * stranger's.
 */
@Order(80)
class ErasureIT {
  private static final Pattern PSEUDONYM = Pattern.compile("[ac]_[0-9a-f]{32}");
  private static final Duration PROMISED = Duration.ofSeconds(10);
  private final Suite suite = Suite.shared();
  private final SuiteClient client = suite.client().patient(Duration.ofMinutes(1));
  private final Haystack haystack = new Haystack(suite);

  @TempDir private Path folder;

  @Test
  void nothingThatNamesAnErasedPersonIsFoundAnywhereAndTheNextEventIsAStrangers() throws Exception {
    new Erika(client, folder).comesInByEveryDoor();
    awaitTakenIn();
    Map<String, JsonNode> before = exported(USER);
    assertThat(before.get("ingestion").toString()).contains(USER, EMAIL, PHONE, NAME, TRAIT);
    assertThat(before.get("segmentation").path("purchases")).as("orders and payments").hasSize(4);
    assertThat(before.get("recommendation").path("purchases")).hasSize(2);
    assertThat(before.get("fraud").path("transactions")).hasSize(2);
    assertThat(before.get("fraud").path("decisions")).hasSize(2);
    assertThat(before.get("experience").path("interests")).isNotEmpty();
    assertThat(haystack.inDatabases(List.of(TRAIT)))
        .as("the search finds what is there")
        .contains("ingestion.customer: " + TRAIT, "segmentation.customer: " + TRAIT);
    assertThat(haystack.onTopics(List.of(TRAIT))).contains("customer-profiles: " + TRAIT);
    Set<String> pseudonyms = pseudonyms(before.get("ingestion"));

    suite.kill("segmentation");
    JsonNode erased = done("/v1/privacy/erasures", USER, Duration.ofMinutes(4));

    System.out.println("erased: " + erased.path("services"));
    assertThat(erased.path("services"))
        .extracting(service -> service.path("service").asText())
        .contains("archive")
        .hasSize(Counts.SERVICES.size() + 1);
    assertThat(erased.path("services"))
        .filteredOn(service -> service.path("service").asText().equals("archive"))
        .singleElement()
        .satisfies(
            archive ->
                assertThat(archive.at("/counts/events").asInt()).as("taken out").isPositive());
    assertThat(erased.path("certificate").asText().split("\\.")).hasSize(3);
    assertNothingNames();
    assertThat(haystack.inDatabases(List.of(TRAIT))).isEmpty();
    assertThat(haystack.inArchive(List.of(Erika.ANOTHERS)))
        .as("the search finds what is there")
        .containsExactly("customer-events: " + Erika.ANOTHERS);
    assertThat(haystack.inArchive(pseudonyms)).as("in the archive").isEmpty();
    assertTheNextEventIsAStrangers(erased.path("cid").asText());
  }

  @Test
  void whenAllIsUpBothAreDoneInTime() throws IOException {
    String other = "otto-" + MARK;
    client.send(
        "/v1/identify", Map.of("userId", other, "traits", Map.of("email", "otto@x.example")));
    done("/v1/privacy/exports", other, PROMISED);
    done("/v1/privacy/erasures", other, PROMISED);
  }

  /** An export asks every service what it holds. */
  private void awaitTakenIn() {
    Awaitility.await("all of it to be taken in")
        .atMost(Duration.ofSeconds(60))
        .untilAsserted(
            () -> {
              Map<String, JsonNode> held = exported(USER);
              assertThat(held.get("segmentation").path("purchases")).hasSize(4);
              assertThat(held.get("recommendation").path("purchases")).hasSize(2);
              assertThat(held.get("fraud").path("decisions")).hasSize(2);
              assertThat(held.get("experience").path("interests")).isNotEmpty();
            });
  }

  private void assertNothingNames() throws Exception {
    assertThat(haystack.inDatabases(PLANTED)).as("in databases").isEmpty();
    assertThat(haystack.onTopics(PLANTED)).as("on topics").isEmpty();
    assertThat(haystack.inFiles(PLANTED)).as("in logs and files").isEmpty();
    assertThat(haystack.inArchive(PLANTED)).as("in the archive").isEmpty();
  }

  /** As a customer and as the visitor she was. */
  private static Set<String> pseudonyms(JsonNode held) {
    Set<String> pseudonyms =
        PSEUDONYM
            .matcher(held.path("links").toString())
            .results()
            .map(MatchResult::group)
            .collect(Collectors.toSet());
    assertThat(pseudonyms).extracting(p -> p.substring(0, 2)).contains("c_", "a_");
    return pseudonyms;
  }

  private void assertTheNextEventIsAStrangers(String cid) throws Exception {
    client.send("/v1/identify", Map.of("userId", USER, "traits", Map.of("email", EMAIL)));
    client.send("/v1/track", Erika.order("o-3-" + MARK));
    Awaitility.await("the stranger's order")
        .atMost(Duration.ofSeconds(30))
        .untilAsserted(
            () -> {
              Map<String, JsonNode> held = exported(USER);
              assertThat(held.get("segmentation").path("purchases"))
                  .extracting(purchase -> purchase.path("order_id").asText())
                  .containsExactly("o-3-" + MARK);
              assertThat(held.get("recommendation").path("purchases")).hasSize(1);
            });
    Map<String, JsonNode> held = exported(USER);
    assertThat(held.toString()).contains(cid).doesNotContain(TRAIT, VISITOR, NAME);
    assertThat(held.get("ingestion").path("links")).isEmpty();
    assertThat(held.get("fraud").path("transactions")).isEmpty();
    done("/v1/privacy/erasures", USER, Duration.ofMinutes(1));
    assertNothingNames();
  }

  /** Asks for it and waits for its end; says how long that took. */
  private JsonNode done(String path, String user, Duration limit) throws IOException {
    long began = System.nanoTime();
    String id = client.post(path, Map.of("userId", user)).path("id").asText();
    JsonNode[] last = new JsonNode[1];
    Awaitility.await(path)
        .atMost(limit)
        .pollInterval(Duration.ofMillis(100))
        .until(
            () -> {
              last[0] = client.get(path + "/" + id);
              return last[0].path("state").asText().equals("done");
            });
    System.out.printf("%s: done after %.1f s%n", path, Suite.seconds(began));
    return last[0];
  }

  /** Each service's file of an archive, as JSON. */
  private Map<String, JsonNode> exported(String user) throws IOException {
    String id = done("/v1/privacy/exports", user, Duration.ofMinutes(1)).path("id").asText();
    HttpRequest request =
        HttpRequest.newBuilder(suite.door().resolve("/v1/privacy/exports/" + id + "/archive"))
            .header("Authorization", "Bearer " + suite.token("privacy-officer"))
            .build();
    Map<String, JsonNode> files = new TreeMap<>();
    try (HttpClient http = HttpClient.newHttpClient()) {
      HttpResponse<byte[]> response = http.send(request, HttpResponse.BodyHandlers.ofByteArray());
      assertThat(response.statusCode()).isEqualTo(200);
      try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(response.body()))) {
        for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
          files.put(
              entry.getName().replace(".json", ""), SuiteClient.JSON.readTree(zip.readAllBytes()));
        }
      }
    } catch (InterruptedException e) {
      throw new IOException(e);
    }
    return files;
  }
}
