package dev.parallax.recommendation.merchandising;

import static dev.parallax.recommendation.Api.items;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;

import dev.parallax.kit.log.LogProducer;
import dev.parallax.kit.testing.RealPostgres;
import dev.parallax.kit.testing.WithRealServers;
import dev.parallax.recommendation.Api;
import dev.parallax.recommendation.Seeded;
import dev.parallax.recommendation.TestShop;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What marketers write counts at once, everywhere, and can be tried before. */
@QuarkusTest
@WithRealServers
class MerchandisingComponentTest {
  @Inject LogProducer log;

  @BeforeEach
  void seed() {
    Seeded.ensure(new TestShop(log));
  }

  @AfterEach
  void forgetRules() {
    List<String> names =
        Api.as("marketer").get("/v1/merchandising/rules").jsonPath().getList("items.name");
    names.forEach(name -> Api.as("marketer").delete("/v1/merchandising/rules/" + name));
  }

  @Test
  void aBanLeavesItemsOutFromTheNextAnswerOnAndNoMoreOnceDeleted() {
    assertThat(items(Api.basket("I07"))).first().isEqualTo("I42");
    put("no-42", rule("ban", "itemId == 'I42'")).statusCode(200).body("version", equalTo(1));
    assertThat(items(Api.basket("I07"))).isNotEmpty().doesNotContain("I42");

    put("no-42", rule("ban", "itemId == 'I42' && context == 'home'"))
        .statusCode(200)
        .body("version", equalTo(2));
    assertThat(items(Api.basket("I07"))).first().isEqualTo("I42");

    Api.as("marketer").delete("/v1/merchandising/rules/no-42").then().statusCode(204);
    Api.as("marketer").get("/v1/merchandising/rules/no-42").then().statusCode(404);
    Api.as("marketer").delete("/v1/merchandising/rules/no-42").then().statusCode(404);
    Api.as("admin")
        .get("/v1/merchandising/rules/no-42/versions")
        .then()
        .statusCode(200)
        .body("items.version", contains(2, 1))
        .body("items[1].condition", equalTo("itemId == 'I42'"));
    Api.as("admin")
        .get("/v1/audit?subject=no-42")
        .then()
        .body(
            "items.action",
            contains(
                "merchandising-rule-deleted", "merchandising-rule-set", "merchandising-rule-set"));
  }

  @Test
  void pinsStandAtTheirPlacesAndSayWhoPutThemThere() {
    put("house-brand", with(rule("pin", "itemId in ['I50', 'I51']"), "position", 3));
    put("second", with(rule("pin", "itemId == 'I51'"), "position", 5));
    JsonPath answer = Api.basket("I07");
    List<String> items = items(answer);
    assertThat(items).hasSize(10).doesNotHaveDuplicates();
    assertThat(items.get(2)).isIn("I50", "I51");
    assertThat(items).contains("I51");
    assertThat(answer.getString("items[2].strategy")).isEqualTo("pinned");
    assertThat(answer.getString("items[2].reasons[0].evidence.rule")).isEqualTo("house-brand");
    assertThat(answer.getString("items[2].why.en")).isEqualTo("Chosen by the shop");
    addUp(answer);
  }

  @Test
  void boostsAndBuriesMultiplyScoresAndTheReasonsStillAddUp() {
    JsonPath before = Api.basket("I07");
    String second = items(before).get(1);
    put("up", with(rule("boost", "itemId == '%s'".formatted(second)), "factor", 50));
    put("down", with(rule("bury", "itemId == 'I42'"), "factor", 0.01));
    JsonPath after = Api.basket("I07");
    assertThat(items(after)).first().isEqualTo(second);
    JsonPath all = Api.post(Map.of("basket", List.of("I07"), "n", 100));
    int buried = items(all).indexOf("I42");
    assertThat(buried).isGreaterThan(1);
    assertThat(all.<String>getList("items[" + buried + "].reasons.code")).contains("bury");
    assertThat(after.getDouble("items[0].score"))
        .isCloseTo(50 * before.getDouble("items[1].score"), within(1e-3));
    assertThat(after.<String>getList("items[0].reasons.code")).contains("boost");
    addUp(after);
  }

  @Test
  void aRuleOfAnotherTimeChangesNothing() {
    List<String> before = items(Api.basket("I07"));
    Map<String, Object> over = rule("ban", "true");
    over.put("validUntil", "2020-01-01T00:00:00Z");
    put("over", over).statusCode(200);
    Map<String, Object> ahead = rule("ban", "true");
    ahead.put("validFrom", "2999-01-01T00:00:00Z");
    put("ahead", ahead).statusCode(200);
    put("off", with(rule("ban", "true"), "enabled", false)).statusCode(200);
    put("elsewhere", with(rule("ban", "true"), "contexts", List.of("email"))).statusCode(200);
    assertThat(items(Api.basket("I07"))).isEqualTo(before);
  }

  @Test
  void aTryOutShowsBothListsAndChangesNone() {
    List<String> before = items(Api.basket("I07"));
    JsonPath tried =
        Api.as("marketer")
            .contentType("application/json")
            .body(
                Map.of(
                    "rule", rule("ban", "itemId == 'I42'"),
                    "question", Map.of("basket", List.of("I07"))))
            .post("/v1/merchandising/tryout")
            .then()
            .statusCode(200)
            .body("moves.itemId", hasItem("I42"))
            .extract()
            .jsonPath();
    assertThat(tried.<String>getList("before.itemId")).isEqualTo(before);
    assertThat(tried.<String>getList("after.itemId")).hasSize(10).doesNotContain("I42");
    assertThat(tried.getInt("moves.find { it.itemId == 'I42' }.before")).isEqualTo(1);
    assertThat((Object) tried.get("moves.find { it.itemId == 'I42' }.after")).isNull();
    assertThat(items(Api.basket("I07"))).isEqualTo(before);
  }

  @Test
  void aRuleThatAnotherReplicaStoredCountsWithinTwoSeconds() throws SQLException {
    try (Connection connection =
            DriverManager.getConnection(RealPostgres.jdbcUrl(), "postgres", "postgres");
        Statement statement = connection.createStatement()) {
      statement.executeUpdate(
          "insert into merchandising_rule values ('theirs', 1, 'ban', 'itemId == \"I42\"', null, null,"
              + " '{}', null, null, true, 'x', 'x', now())");
    }
    await()
        .atMost(Duration.ofSeconds(2))
        .untilAsserted(() -> assertThat(items(Api.basket("I07"))).doesNotContain("I42"));
  }

  @Test
  void whatIsWrongWithARuleIsNamed() {
    Api.mistake(put("Bad Name", rule("ban", "true")), "name");
    Api.mistake(put("r", rule("ban", "prise < 5.0")), "condition");
    Api.mistake(put("r", rule("ban", "price")), "condition");
    Api.mistake(put("r", rule("ban", "")), "condition");
    Api.mistake(put("r", rule("sell", "true")), "action");
    Api.mistake(put("r", rule("boost", "true")), "factor");
    Api.mistake(put("r", rule("pin", "true")), "position");
    Api.mistake(put("r", with(rule("ban", "true"), "contexts", List.of("moon"))), "contexts[0]");
    List<String> nothing = Collections.singletonList(null);
    Api.mistake(put("r", with(rule("ban", "true"), "contexts", nothing)), "contexts");
    Map<String, Object> lengthy = rule("ban", "true");
    lengthy.put("description", Map.of("en", "x".repeat(201), "zh", "店铺规则"));
    Api.mistake(put("r", lengthy), "description");
    Map<String, Object> silent = rule("ban", "true");
    silent.remove("description");
    Api.mistake(put("r", silent), "description");
    for (String role : List.of("analyst", "service")) {
      Api.as(role).get("/v1/merchandising/rules").then().statusCode(403);
    }
  }

  private static void addUp(JsonPath answer) {
    for (Map<String, Object> item : answer.<Map<String, Object>>getList("items")) {
      double sum =
          ((List<?>) item.get("reasons"))
              .stream()
                  .mapToDouble(r -> ((Number) ((Map<?, ?>) r).get("weight")).doubleValue())
                  .sum();
      double score = ((Number) item.get("score")).doubleValue();
      assertThat(sum).isCloseTo(score, within(1e-6 * Math.max(1, score)));
    }
  }

  private static ValidatableResponse put(String name, Map<String, Object> rule) {
    return Api.as("marketer")
        .contentType("application/json")
        .body(rule)
        .put("/v1/merchandising/rules/{name}", name)
        .then();
  }

  private static Map<String, Object> rule(String action, String condition) {
    Map<String, Object> rule = new HashMap<>();
    rule.put("action", action);
    rule.put("condition", condition);
    rule.put("description", Map.of("en", "a rule of the shop", "zh", "店铺规则"));
    return rule;
  }

  private static Map<String, Object> with(Map<String, Object> rule, String field, Object value) {
    rule.put(field, value);
    return rule;
  }
}
