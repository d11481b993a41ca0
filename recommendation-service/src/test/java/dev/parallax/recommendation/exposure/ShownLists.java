package dev.parallax.recommendation.exposure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.parallax.contracts.recommendation.RecommendationExposed;
import dev.parallax.contracts.wire.EventJson;
import dev.parallax.kit.store.Sql;
import dev.parallax.recommendation.Api;
import dev.parallax.recommendation.Log;
import dev.parallax.recommendation.TestShop;
import io.agroal.api.AgroalDataSource;
import io.restassured.path.json.JsonPath;
import io.restassured.response.ValidatableResponse;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Lists on the log and in the store, for tests of what is kept of them. */
final class ShownLists {
  private final TestShop shop;
  private final AgroalDataSource store;

  ShownLists(TestShop shop, AgroalDataSource store) {
    this.shop = shop;
    this.store = store;
  }

  static RecommendationExposed exposed(String cid, Instant at) {
    return new RecommendationExposed(
        "recommendation-" + UUID.randomUUID(),
        cid,
        "home",
        List.of(new RecommendationExposed.Item("I07", 1, "popular", 0.5, List.of())),
        "m-1",
        at);
  }

  static ObjectNode list(String id) {
    return EventJson.mapper().createObjectNode().put("list_id", id);
  }

  static ObjectNode named(String item, String list) {
    return EventJson.mapper().createObjectNode().put("product_id", item).put("list_id", list);
  }

  String agreed(String user) {
    shop.consent(user, true);
    takenIn();
    return TestShop.cid(user);
  }

  static JsonPath ask(String user) {
    JsonPath answer = Api.ask(user);
    String id = answer.getString("id");
    await()
        .untilAsserted(
            () ->
                assertThat(Api.as("service").get("/v1/recommendations/" + id).statusCode())
                    .isEqualTo(200));
    return answer;
  }

  static JsonPath shown(String id) {
    return Api.as("analyst")
        .get("/v1/recommendations/{id}", id)
        .then()
        .statusCode(200)
        .extract()
        .jsonPath();
  }

  static ValidatableResponse report(Map<String, ?> body) {
    return Api.as("service")
        .contentType("application/json")
        .body(body)
        .post("/v1/exposures")
        .then();
  }

  int rows(String sql, String parameter) {
    return Sql.list(store, row -> 1, sql, parameter).size();
  }

  static void takenIn() {
    await().untilAsserted(() -> assertThat(Log.lag()).isZero());
  }
}
