package dev.parallax.recommendation.tact;

import static dev.parallax.recommendation.Api.items;
import static dev.parallax.recommendation.Api.post;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.parallax.contracts.Topics;
import dev.parallax.contracts.behaviour.CustomerEvent;
import dev.parallax.kit.log.LogProducer;
import dev.parallax.kit.testing.WithRealServers;
import dev.parallax.recommendation.Api;
import dev.parallax.recommendation.Seeded;
import dev.parallax.recommendation.TestShop;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Categories that are treated with care. */
@QuarkusTest
@WithRealServers
class CategoryComponentTest {
  @Inject LogProducer log;
  private TestShop shop;

  @BeforeEach
  void seed() {
    shop = new TestShop(log);
    Seeded.ensure(shop);
  }

  @Test
  void quietCategoriesAreKeptOutOfMailsOrOutOfEverything() {
    shop.offer("Q-1", "hush");
    policy("hush", "{\"quiet\":\"in-email\"}");
    assertThat(items(post(Map.of("categories", List.of("hush"), "context", "home"))))
        .containsExactly("Q-1");
    Map<String, Object> mail =
        Map.of("categories", List.of("hush"), "context", "email", "userId", "u");
    assertThat(items(post(mail))).isEmpty();
    policy("hush", "{\"quiet\":\"everywhere\"}");
    assertThat(items(post(Map.of("categories", List.of("hush"), "context", "home")))).isEmpty();
    Api.as("marketer").delete("/v1/merchandising/categories/hush").then().statusCode(204);
    assertThat(items(post(mail))).containsExactly("Q-1");
    Api.mistake(
        Api.as("marketer")
            .contentType("application/json")
            .body("{\"quiet\":\"sometimes\"}")
            .put("/v1/merchandising/categories/hush")
            .then(),
        "quiet");
  }

  @Test
  void nothingIsInferredFromWhatIsSensitiveAndItIsOfferedOnlyToWhoLooksForIt() {
    shop.offer("SENS-1", "Private matters/Tests");
    shop.offer("SENS-2", "Private matters/Tests");
    shop.agreed("discreet");
    String cid = TestShop.cid("discreet");
    List<CustomerEvent> events = new ArrayList<>();
    events.add(shop.bought(cid, "d-1", TestShop.NOON, "SENS-1", "I05"));
    for (int i = 0; i < 40; i++) {
      events.add(shop.bought(TestShop.cid("other-" + i), "s-" + i, TestShop.NOON, "SENS-2"));
    }
    shop.send(Topics.CUSTOMER_EVENTS, events);
    await().untilAsserted(() -> assertThat(items(Api.ask("nobody"))).contains("SENS-2"));

    policy("Private matters", "{\"sensitive\":true}");
    await()
        .untilAsserted(
            () ->
                assertThat(Api.ask("discreet").getString("items.reasons.text.en")).contains("I05"));
    JsonPath answer = Api.ask("discreet");
    assertThat(answer.getString("items.reasons")).doesNotContain("SENS-1");
    assertThat(items(answer)).doesNotContain("SENS-1", "SENS-2");
    assertThat(items(Api.ask("nobody"))).doesNotContain("SENS-2");
    assertThat(items(post(Map.of("itemId", "SENS-1")))).first().isEqualTo("SENS-2");
    assertThat(items(post(Map.of("userId", "discreet", "candidates", List.of("SENS-2")))))
        .containsExactly("SENS-2");
    ofWhatIsSensitiveNothingIsToldElsewhere();
    Api.as("marketer")
        .delete("/v1/merchandising/categories/{category}", "Private matters")
        .then()
        .statusCode(204);
  }

  private static void ofWhatIsSensitiveNothingIsToldElsewhere() {
    String similar = "/v1/items/I07/similar?n=100";
    String rules = "/v1/rules?item=I42";
    assertThat(list(similar, "items.itemId")).contains("I42");
    assertThat(list(rules, "items.then")).isNotEmpty();
    policy("things", "{\"sensitive\":true}");
    assertThat(list(similar, "items.itemId")).isEmpty();
    assertThat(list(rules, "items.then")).isEmpty();
    Api.as("marketer").delete("/v1/merchandising/categories/things").then().statusCode(204);
  }

  private static List<String> list(String path, String at) {
    return Api.as("analyst").get(path).then().statusCode(200).extract().jsonPath().getList(at);
  }

  private static void policy(String category, String body) {
    Api.as("marketer")
        .contentType("application/json")
        .body(body)
        .put("/v1/merchandising/categories/{category}", category)
        .then()
        .statusCode(200);
  }
}
