package dev.parallax.recommendation.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;

import com.fasterxml.jackson.databind.JsonNode;
import dev.parallax.contracts.Topics;
import dev.parallax.contracts.behaviour.CustomerEvent;
import dev.parallax.contracts.wire.EventJson;
import dev.parallax.kit.log.LogProducer;
import dev.parallax.kit.store.Sql;
import dev.parallax.kit.testing.WithRealServers;
import dev.parallax.recommendation.Api;
import dev.parallax.recommendation.Log;
import dev.parallax.recommendation.PlantedShop;
import dev.parallax.recommendation.Seeded;
import dev.parallax.recommendation.TestShop;
import io.agroal.api.AgroalDataSource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** An experiment from its draft to its results, as an analyst and a shop see it. */
@QuarkusTest
@WithRealServers
class ExperimentComponentTest {
  private static final int CUSTOMERS = 80;
  private static final String ARMS =
      "\"arms\":[{\"name\":\"alike\",\"strategy\":\"item-knn\"},"
          + "{\"name\":\"common\",\"strategy\":\"popular\"}]";

  @Inject LogProducer log;
  @Inject AgroalDataSource store;
  private TestShop shop;

  @BeforeEach
  void seed() {
    shop = new TestShop(log);
    Seeded.ensure(shop);
  }

  @Test
  void listsOfBothTellWhichIsPreferredUntilItIsStopped() {
    put("both", "{\"kind\":\"interleaved\",\"surfaces\":[\"lab\"],%s}".formatted(ARMS))
        .statusCode(200)
        .body("state", equalTo("draft"));
    start("both");
    put("both", "{%s}".formatted(ARMS))
        .statusCode(409)
        .body("type", equalTo("urn:parallax:problem:experiment-started"));
    overlapIsRefused();
    Map<String, List<Place>> places = places("both", shown("lab"));
    Set<String> arms = new HashSet<>();
    List<CustomerEvent> clicks = new ArrayList<>();
    places.forEach(
        (list, all) ->
            all.forEach(
                place -> {
                  arms.add(place.arm());
                  if (isLiked(list, place, place.arm().equals("common"))) {
                    clicks.add(click(place, list));
                  }
                }));
    assertThat(arms).containsExactlyInAnyOrder("alike", "common");
    takenIn(clicks);

    JsonPath results = results("both");
    assertThat(results.getInt("preference.second"))
        .isGreaterThan(results.getInt("preference.first"));
    assertThat(results.getString("verdict.en")).startsWith("Customers prefer common: it won ");
    assertThat(results.getList("estimates")).isEmpty();
    stoppedItStaysAsItIsUntilItIsForgotten(results);
  }

  private void overlapIsRefused() {
    put("everywhere", "{%s}".formatted(ARMS)).statusCode(200);
    Api.as("analyst")
        .post("/v1/experiments/everywhere/start")
        .then()
        .statusCode(409)
        .body("type", equalTo("urn:parallax:problem:experiment-overlaps"));
    Api.as("analyst").delete("/v1/experiments/everywhere").then().statusCode(204);
  }

  private void stoppedItStaysAsItIsUntilItIsForgotten(JsonPath results) {
    Api.as("analyst").delete("/v1/experiments/both").then().statusCode(409);
    Api.as("analyst").post("/v1/experiments/both/stop").then().statusCode(200);
    assertThat(results("both").getInt("arms[0].shown")).isEqualTo(results.getInt("arms[0].shown"));
    await()
        .atMost(Duration.ofSeconds(5))
        .untilAsserted(
            () -> {
              String id = ask(PlantedShop.user(0), "lab").getString("id");
              await().ignoreExceptions().until(() -> kept(id).getString("id").equals(id));
              assertThat(kept(id).getString("experiment")).isNotEqualTo("both");
            });
    Api.as("analyst")
        .post("/v1/experiments/both/start")
        .then()
        .statusCode(409)
        .body("type", equalTo("urn:parallax:problem:experiment-started"));
    Api.as("analyst").delete("/v1/experiments/both").then().statusCode(204);
    Api.as("analyst").get("/v1/experiments/both").then().statusCode(404);
  }

  @Test
  void eachCustomerGetsOneArmAndWhatACandidateWouldBringIsEstimatedOfThem() {
    shop.item("NEVER-SOLD", true); // Elsewhere it is tried out, here it would be a second chance.
    await()
        .atMost(Duration.ofSeconds(30))
        .untilAsserted(
            () ->
                assertThat(Api.ask(PlantedShop.user(4)).<String>getList("items.strategy"))
                    .contains("exploration"));
    put(
            "one-each",
            ("{\"surfaces\":[\"bench\"],%s,\"shuffled\":0.4,\"candidates\":["
                    + "{\"name\":\"twin\",\"strategy\":\"popular\"},"
                    + "{\"name\":\"rules\",\"strategy\":\"rules\"}]}")
                .formatted(ARMS))
        .statusCode(200);
    start("one-each");
    Map<String, List<Place>> places = places("one-each", shown("bench"));
    Map<String, String> armOf = new HashMap<>();
    List<CustomerEvent> clicks = new ArrayList<>();
    Set<String> clicked = new HashSet<>();
    places.forEach(
        (list, all) -> {
          for (Place place : all) {
            assertThat(armOf.merge(place.cid(), place.arm(), (a, b) -> a))
                .as("stays")
                .isEqualTo(place.arm());
            assertThat(place.propensity()).isBetween(0.5 * 0.4 / 10 - 1e-9, 1.0);
            assertThat(place.agreeing().contains("twin"))
                .as("the candidate makes the lists of common")
                .isEqualTo(place.agreeing().contains("common"));
            if (isLiked(list, place, place.agreeing().contains("common"))) {
              clicks.add(click(place, list));
              clicked.add(list + "#" + place.number());
            }
          }
        });
    assertThat(armOf.values()).contains("alike", "common");
    takenIn(clicks);

    JsonPath results = results("one-each");
    assertThat(results.<String>getList("arms.name")).containsExactly("alike", "common");
    assertThat(results.getInt("arms[0].customers") + results.getInt("arms[1].customers"))
        .isEqualTo(armOf.size());
    assertThat(results.getBoolean("sampleRatio.mismatch")).isFalse();
    List<String> ways = List.of("alike", "common", "twin", "rules");
    assertThat(results.<String>getList("estimates.name")).isEqualTo(ways);
    for (int i = 0; i < ways.size(); i++) {
      assertThat(results.getDouble("estimates[" + i + "].clickThrough.value"))
          .as(ways.get(i))
          .isCloseTo(bruteForce(places, clicked, ways.get(i)), within(1e-6));
    }
    assertThat(results.getDouble("estimates[2].covered")).isBetween(0.8, 1.2);
    assertThat(results.getDouble("estimates[2].effectiveSize"))
        .isBetween(100.0, (double) results.getInt("estimates[2].places"));
    Api.as("analyst").post("/v1/experiments/one-each/stop").then().statusCode(200);
    shop.item("NEVER-SOLD", false);
  }

  @Test
  void mistakesNameTheFieldAndOnlyAnalystsChangeAnything() {
    Api.mistake(put("Wrong Name", "{%s}".formatted(ARMS)), "name");
    Api.mistake(put("wrong", "{\"arms\":[]}"), "arms");
    Api.mistake(
        put("wrong", "{\"arms\":[{\"name\":\"a\"},{\"name\":\"b\",\"modelVersion\":\"no-such\"}]}"),
        "arms[1].modelVersion");
    Api.mistake(
        put("wrong", "{%s,\"candidates\":[{\"name\":\"c\",\"share\":0.1}]}".formatted(ARMS)),
        "candidates");
    Api.as("analyst").get("/v1/experiments/wrong").then().statusCode(404);
    Api.as("marketer")
        .contentType("application/json")
        .body("{%s}".formatted(ARMS))
        .put("/v1/experiments/mine")
        .then()
        .statusCode(403);
  }

  /** They like what is common, at the top, and now and then something else. */
  private static boolean isLiked(String list, Place place, boolean common) {
    return common && place.number() <= 3 || (list + place.item()).hashCode() % 13 == 0;
  }

  private void takenIn(List<CustomerEvent> clicks) {
    shop.send(Topics.CUSTOMER_EVENTS, clicks);
    await().atMost(Duration.ofSeconds(30)).untilAsserted(() -> assertThat(Log.lag()).isZero());
  }

  /** A place of a list as it was kept. */
  private record Place(
      int number, String item, String cid, String arm, double propensity, Set<String> agreeing) {}

  /** Lists, once the experiment has begun. */
  private static Set<String> shown(String surface) {
    await()
        .atMost(Duration.ofSeconds(15))
        .untilAsserted(
            () -> {
              String id = ask(PlantedShop.user(200), surface).getString("id");
              await().ignoreExceptions().until(() -> kept(id).getString("id").equals(id));
              assertThat(kept(id).getString("experiment")).isIn("both", "one-each");
            });
    Set<String> lists = new HashSet<>();
    for (int i = 0; i < CUSTOMERS; i++) {
      lists.add(ask(PlantedShop.user(i), surface).getString("id"));
    }
    return lists;
  }

  private Map<String, List<Place>> places(String experiment, Set<String> lists) {
    Map<String, List<Place>> places = new HashMap<>();
    await()
        .atMost(Duration.ofSeconds(30))
        .untilAsserted(
            () -> {
              places.clear();
              Sql.list(
                  store,
                  row ->
                      places.put(
                          row.getString(1),
                          read(row.getString(2), row.getString(3), row.getString(4))),
                  "select list_id, cid, arm, details from exposure where experiment = ?",
                  experiment);
              assertThat(places.keySet()).containsAll(lists);
            });
    return places;
  }

  private static List<Place> read(String cid, String arm, String details) {
    try {
      List<Place> places = new ArrayList<>();
      for (JsonNode item : EventJson.mapper().readTree(details)) {
        Set<String> agreeing = new HashSet<>();
        item.path("agreeing").forEach(name -> agreeing.add(name.asText()));
        places.add(
            new Place(
                places.size() + 1,
                item.path("itemId").asText(),
                cid,
                item.path("arm").asText(arm),
                item.path("propensity").asDouble(),
                agreeing));
      }
      return places;
    } catch (com.fasterxml.jackson.core.JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  /** The estimate by its definition, of everything that was shown to those customers. */
  private static double bruteForce(
      Map<String, List<Place>> places, Set<String> clicked, String name) {
    double weights = 0;
    double hits = 0;
    for (Map.Entry<String, List<Place>> list : places.entrySet()) {
      for (Place place : list.getValue()) {
        double weight = place.agreeing().contains(name) ? 1 / place.propensity() : 0;
        weights += weight;
        hits += clicked.contains(list.getKey() + "#" + place.number()) ? weight : 0;
      }
    }
    return hits / weights;
  }

  private static CustomerEvent click(Place place, String list) {
    return TestShop.track(
        "Product Clicked",
        place.cid(),
        EventJson.mapper()
            .createObjectNode()
            .put("product_id", place.item())
            .put("recommendation_id", list),
        Instant.now());
  }

  private static ValidatableResponse put(String name, String body) {
    return Api.as("analyst")
        .contentType("application/json")
        .body(body)
        .put("/v1/experiments/{name}", name)
        .then();
  }

  private static void start(String name) {
    Api.as("analyst")
        .post("/v1/experiments/{name}/start", name)
        .then()
        .statusCode(200)
        .body("state", equalTo("running"));
  }

  private static JsonPath results(String name) {
    return Api.as("analyst")
        .get("/v1/experiments/{name}/results", name)
        .then()
        .statusCode(200)
        .extract()
        .jsonPath();
  }

  private static JsonPath ask(String user, String surface) {
    return Api.as("service")
        .queryParam("userId", user)
        .queryParam("surface", surface)
        .get("/v1/recommendations")
        .then()
        .statusCode(200)
        .extract()
        .jsonPath();
  }

  private static JsonPath kept(String id) {
    return Api.as("analyst").get("/v1/recommendations/{id}", id).jsonPath();
  }
}
