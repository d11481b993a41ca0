package dev.parallax.recommendation.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.parallax.contracts.Topics;
import dev.parallax.contracts.behaviour.CustomerEvent;
import dev.parallax.contracts.wire.EventJson;
import dev.parallax.kit.store.Sql;
import dev.parallax.recommendation.Api;
import dev.parallax.recommendation.Log;
import dev.parallax.recommendation.PlantedShop;
import dev.parallax.recommendation.TestShop;
import io.agroal.api.AgroalDataSource;
import io.restassured.path.json.JsonPath;
import io.restassured.response.ValidatableResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Experiments as an analyst sets them up, and what customers were shown in them. */
final class Lab {
  static final String ARMS =
      "\"arms\":[{\"name\":\"alike\",\"strategy\":\"item-knn\"},"
          + "{\"name\":\"common\",\"strategy\":\"popular\"}]";

  private final TestShop shop;
  private final AgroalDataSource store;

  Lab(TestShop shop, AgroalDataSource store) {
    this.shop = shop;
    this.store = store;
  }

  /** They like what is common, at the top, and now and then something else. */
  static boolean isLiked(String list, Place place, boolean common) {
    return common && place.number() <= 3 || (list + place.item()).hashCode() % 13 == 0;
  }

  void takenIn(List<CustomerEvent> clicks) {
    shop.send(Topics.CUSTOMER_EVENTS, clicks);
    await().atMost(Duration.ofSeconds(30)).untilAsserted(() -> assertThat(Log.lag()).isZero());
  }

  /** A place of a list as it was kept. */
  record Place(
      int number, String item, String cid, String arm, double propensity, Set<String> agreeing) {}

  /** Until a customer gets lists of it. */
  static void awaitBegin(String experiment, String surface) {
    await()
        .atMost(Duration.ofSeconds(15))
        .untilAsserted(
            () -> {
              String id = ask(PlantedShop.user(200), surface).getString("id");
              await().ignoreExceptions().until(() -> kept(id).getString("id").equals(id));
              assertThat(kept(id).getString("experiment")).isEqualTo(experiment);
            });
  }

  Map<String, List<Place>> places(String experiment, Set<String> lists) {
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
    List<Place> places = new ArrayList<>();
    for (JsonNode item : json(details)) {
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
  }

  private static JsonNode json(String text) {
    try {
      return EventJson.mapper().readTree(text);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  static CustomerEvent click(Place place, String list) {
    return TestShop.track(
        "Product Clicked",
        place.cid(),
        EventJson.mapper()
            .createObjectNode()
            .put("product_id", place.item())
            .put("recommendation_id", list),
        Instant.now());
  }

  static ValidatableResponse put(String name, String body) {
    return Api.as("analyst")
        .contentType("application/json")
        .body(body)
        .put("/v1/experiments/{name}", name)
        .then();
  }

  static void start(String name) {
    Api.as("analyst")
        .post("/v1/experiments/{name}/start", name)
        .then()
        .statusCode(200)
        .body("state", equalTo("running"));
  }

  static JsonPath results(String name) {
    return Api.as("analyst")
        .get("/v1/experiments/{name}/results", name)
        .then()
        .statusCode(200)
        .extract()
        .jsonPath();
  }

  static JsonPath ask(String user, String surface) {
    return Api.as("service")
        .queryParam("userId", user)
        .queryParam("surface", surface)
        .get("/v1/recommendations")
        .then()
        .statusCode(200)
        .extract()
        .jsonPath();
  }

  static JsonPath kept(String id) {
    return Api.as("analyst").get("/v1/recommendations/{id}", id).jsonPath();
  }

  /** One list for each. */
  static List<String> mail(List<String> users) {
    return Api.as("service")
        .contentType("application/json")
        .body(Map.of("userIds", users))
        .post("/v1/recommendations/mailing")
        .then()
        .statusCode(200)
        .extract()
        .asString()
        .lines()
        .map(line -> json(line).path("recommendation").path("id").asText())
        .toList();
  }
}
