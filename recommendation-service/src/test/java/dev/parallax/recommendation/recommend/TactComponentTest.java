package dev.parallax.recommendation.recommend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;

import dev.parallax.contracts.Topics;
import dev.parallax.contracts.behaviour.CustomerEvent;
import dev.parallax.contracts.catalog.CatalogItemChanged;
import dev.parallax.contracts.recommendation.RecommendationExposed;
import dev.parallax.kit.log.LogProducer;
import dev.parallax.kit.privacy.PersonalStore;
import dev.parallax.kit.testing.WithRealServers;
import dev.parallax.recommendation.Api;
import dev.parallax.recommendation.Seeded;
import dev.parallax.recommendation.TestShop;
import io.quarkus.test.junit.QuarkusMock;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a list must not do to people. */
@QuarkusTest
@WithRealServers
class TactComponentTest {
  private static final Duration OFF_SWITCH = Duration.ofSeconds(2);

  @Inject LogProducer log;
  @Inject Repurchases repurchases;
  @Inject PersonalStore personal;
  private TestShop shop;

  @BeforeEach
  void seed() {
    shop = new TestShop(log);
    Seeded.ensure(shop);
  }

  @Test
  void notInterestedCountsFromTheNextAnswerOnAndCanBeTakenBack() {
    agreed("picky");
    String first = items(Api.ask("picky")).getFirst();
    for (int i = 0; i < 2; i++) {
      feedback(Map.of("userId", "picky", "itemId", first))
          .statusCode(200)
          .body("cid", equalTo(TestShop.cid("picky")))
          .body("items.value", contains(first));
    }
    assertThat(items(Api.ask("picky"))).hasSize(10).doesNotContain(first);
    // In a search it is the customer's own wish that counts.
    assertThat(items(search("picky", first))).containsExactly(first);

    Api.as("service")
        .delete("/v1/recommendations/feedback?userId=picky&itemId=" + first)
        .then()
        .statusCode(200)
        .body("items.size()", equalTo(0));
    assertThat(items(Api.ask("picky"))).contains(first);
  }

  @Test
  void aWholeCategoryCanBeTurnedDown() {
    agreed("no-things");
    feedback(Map.of("userId", "no-things", "category", "things")).statusCode(200);
    assertThat(Api.ask("no-things").<String>getList("items.category")).doesNotContain("things");
  }

  @Test
  void whatIsWrongWithFeedbackIsNamed() {
    Api.mistake(feedback(Map.of("itemId", "I01")), "userId");
    Api.mistake(feedback(Map.of("userId", "u")), "itemId");
    Api.mistake(feedback(Map.of("userId", "u", "itemId", "I01", "category", "c")), "itemId");
    Api.mistake(feedback(Map.of("userId", " ", "itemId", "I01")), "userId");
    agreed("knows-nothing");
    feedback(Map.of("userId", "knows-nothing", "itemId", "no-such-item"))
        .statusCode(404)
        .body("errors[0].field", equalTo("itemId"));
  }

  @Test
  void withoutConsentNothingIsRememberedNotEvenANo() {
    feedback(Map.of("userId", "stranger-to-all", "itemId", "I01"))
        .statusCode(409)
        .body("type", equalTo("urn:parallax:problem:no-personalization-consent"));
    Api.as("service")
        .get("/v1/recommendations/feedback?userId=stranger-to-all")
        .then()
        .statusCode(200)
        .body("items.size()", equalTo(0));
  }

  @Test
  void aNoGoesWithTheCustomerInAMergeAndIsErasedWithThem() {
    agreed("left-no");
    agreed("right-no");
    feedback(Map.of("userId", "right-no", "itemId", "I03")).statusCode(200);
    shop.merge(TestShop.cid("right-no"), TestShop.cid("left-no"), 1);
    await().untilAsserted(() -> assertThat(turnedDown("left-no")).containsExactly("I03"));
    shop.split(TestShop.cid("left-no"), TestShop.cid("right-no"), 2);
    await().untilAsserted(() -> assertThat(turnedDown("right-no")).containsExactly("I03"));
    assertThat(turnedDown("left-no")).isEmpty();
    List<String> right = List.of(TestShop.cid("right-no"));
    assertThat(personal.gather(right).path("dismissals")).hasSize(1);
    shop.erase(TestShop.cid("right-no"));
    await().untilAsserted(() -> assertThat(turnedDown("right-no")).isEmpty());
    assertThat(personal.gather(right).path("dismissals")).isEmpty();
  }

  @Test
  void quietCategoriesAreKeptOutOfMailsOrOutOfEverything() {
    offer("Q-1", "hush");
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
    offer("SENS-1", "Private matters/Tests");
    offer("SENS-2", "Private matters/Tests");
    agreed("discreet");
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
    assertThat(items(search("discreet", "SENS-2"))).containsExactly("SENS-2");
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

  @Test
  void whatIsUsedUpIsOfferedAgainWhenItIsDueAndSaysWhy() {
    offer("COFFEE", "Coffee");
    List<CustomerEvent> events = new ArrayList<>();
    for (int customer = 0; customer < 12; customer++) {
      for (int order = 0; order < 4; order++) {
        events.add(
            shop.bought(
                TestShop.cid("drinker-" + customer),
                "coffee-" + customer + "-" + order,
                TestShop.NOON.minus(Duration.ofDays(30L * order + customer % 3)),
                "COFFEE"));
      }
    }
    agreed("runs-out");
    agreed("stocked-up");
    for (int customer = 0; customer < 12; customer++) {
      shop.consent("drinker-" + customer, true);
    }
    events.add(
        shop.bought(
            TestShop.cid("runs-out"), "ro-1", TestShop.NOON.minus(Duration.ofDays(35)), "COFFEE"));
    events.add(
        shop.bought(
            TestShop.cid("stocked-up"), "su-1", TestShop.NOON.minus(Duration.ofDays(3)), "COFFEE"));
    shop.send(Topics.CUSTOMER_EVENTS, events);
    QuarkusMock.installMockForType(Clock.fixed(TestShop.NOON, ZoneOffset.UTC), Clock.class);
    await()
        .untilAsserted(
            () -> {
              repurchases.count();
              JsonPath answer = Api.ask("runs-out");
              int at = items(answer).indexOf("COFFEE");
              assertThat(at).isNotNegative();
              assertThat(answer.<String>getList("items[" + at + "].reasons.code"))
                  .contains("due-again");
              assertThat(answer.getString("items[" + at + "].reasons.text.en"))
                  .contains("bought 35 days ago; customers buy it again after about 30 days");
            });
    assertThat(items(Api.ask("stocked-up"))).isNotEmpty().doesNotContain("COFFEE");
  }

  @Test
  void whatWasShownOftenWithoutNoticeFadesAndIsCapped() {
    agreed("tired");
    String first = items(Api.ask("tired")).getFirst();
    shown("tired", first, 8);
    await()
        .atMost(Duration.ofSeconds(20))
        .untilAsserted(() -> assertThat(items(Api.ask("tired"))).first().isNotEqualTo(first));
    JsonPath answer = all("tired");
    int at = items(answer).indexOf(first);
    assertThat(at).isNotNegative();
    assertThat(answer.<String>getList("items[" + at + "].reasons.code")).contains("shown-often");
    shown("tired", first, 40);
    await()
        .atMost(Duration.ofSeconds(20))
        .untilAsserted(() -> assertThat(items(all("tired"))).isNotEmpty().doesNotContain(first));
    shop.events(shop.viewed(TestShop.cid("tired"), first, Instant.now()));
    await()
        .atMost(Duration.ofSeconds(20))
        .untilAsserted(() -> assertThat(items(all("tired"))).contains(first));
  }

  @Test
  void theOffSwitchWorksWithinTwoSecondsAndTheListSaysSo() {
    agreed("switches");
    shop.events(shop.bought(TestShop.cid("switches"), "sw-1", TestShop.NOON, "I05"));
    await()
        .untilAsserted(() -> assertThat(Api.ask("switches").getBoolean("personalized")).isTrue());
    assertThat(Api.ask("switches").getString("why.en"))
        .contains("switch personal recommendations off");
    Instant off = Instant.now();
    shop.consent("switches", false);
    await()
        .atMost(OFF_SWITCH)
        .untilAsserted(
            () -> {
              JsonPath answer = Api.ask("switches");
              assertThat(answer.getBoolean("personalized")).isFalse();
              assertThat(answer.getString("why.en"))
                  .startsWith("What is popular here. Nothing that you did");
            });
    assertThat(Duration.between(off, Instant.now())).isLessThan(OFF_SWITCH);
  }

  /** As many items as there can be in one list. */
  private static JsonPath all(String userId) {
    return post(Map.of("context", "home", "userId", userId, "n", 100));
  }

  /** As if it had been shown on so many visits, every three hours. */
  private void shown(String userId, String item, int visits) {
    List<RecommendationExposed> lists = new ArrayList<>();
    for (int i = 0; i < visits; i++) {
      lists.add(
          new RecommendationExposed(
              UUID.randomUUID().toString(),
              TestShop.cid(userId),
              "home",
              List.of(new RecommendationExposed.Item(item, 1, "popular", 1, List.of())),
              "test",
              Instant.now().minus(Duration.ofHours(3L * i + 1))));
    }
    shop.send(Topics.RECOMMENDATION_EXPOSURES, lists);
  }

  private static List<String> turnedDown(String userId) {
    return Api.as("service")
        .get("/v1/recommendations/feedback?userId=" + userId)
        .jsonPath()
        .getList("items.value");
  }

  private void agreed(String userId) {
    shop.consent(userId, true);
    await()
        .untilAsserted(() -> assertThat(Api.ask(userId).<String>getList("reasons.code")).isEmpty());
  }

  private void offer(String id, String category) {
    shop.send(
        Topics.CATALOG,
        List.of(
            new CatalogItemChanged(
                UUID.randomUUID().toString(),
                id,
                "Item " + id,
                category,
                CatalogItemChanged.Kind.PRODUCT,
                new BigDecimal("5.00"),
                "EUR",
                true,
                Map.of(),
                TestShop.NOON,
                "test")));
    await()
        .untilAsserted(
            () ->
                assertThat(
                        items(post(Map.of("context", "search", "categories", List.of(category)))))
                    .contains(id));
  }

  private static void policy(String category, String body) {
    Api.as("marketer")
        .contentType("application/json")
        .body(body)
        .put("/v1/merchandising/categories/{category}", category)
        .then()
        .statusCode(200);
  }

  private static ValidatableResponse feedback(Map<String, ?> body) {
    return Api.as("service")
        .contentType("application/json")
        .body(body)
        .post("/v1/recommendations/feedback")
        .then();
  }

  private static JsonPath search(String userId, String candidate) {
    return post(Map.of("userId", userId, "candidates", List.of(candidate)));
  }

  private static JsonPath post(Map<String, ?> body) {
    return Api.as("service")
        .contentType("application/json")
        .body(body)
        .post("/v1/recommendations")
        .then()
        .statusCode(200)
        .extract()
        .jsonPath();
  }

  private static List<String> items(JsonPath answer) {
    return answer.getList("items.itemId");
  }
}
