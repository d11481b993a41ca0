package dev.parallax.recommendation.recommend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.awaitility.Awaitility.await;

import dev.parallax.contracts.Topics;
import dev.parallax.contracts.catalog.CatalogItemChanged;
import dev.parallax.contracts.wire.EventJson;
import dev.parallax.kit.log.LogProducer;
import dev.parallax.kit.testing.WithRealServers;
import dev.parallax.recommendation.Api;
import dev.parallax.recommendation.PlantedShop;
import dev.parallax.recommendation.Seeded;
import dev.parallax.recommendation.TestShop;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import jakarta.inject.Inject;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Each occasion has its own list, and each says what is wrong with a question. */
@QuarkusTest
@WithRealServers
class ContextComponentTest {
  @Inject LogProducer log;
  @Inject Explorer explorer;
  private TestShop shop;

  @BeforeEach
  void seed() {
    shop = new TestShop(log);
    Seeded.ensure(shop);
    offer(item("TEA-1", "Green tea Longjing 西湖龙井", "Tea", "12.00"));
    offer(item("TEA-2", "Green tea Biluochun 碧螺春", "Tea", "14.00"));
    offer(item("TEA-3", "Black tea Keemun 祁门红茶", "Tea", "80.00"));
    await().untilAsserted(() -> assertThat(items(get("query=tea"))).hasSize(3));
  }

  @Test
  void besideAnItemStandsWhatGoesWithItAndInItsPlaceWhatIsLikeIt() {
    JsonPath any = get("itemId=I07");
    assertThat(any.getString("context")).isEqualTo("product");
    assertThat(items(any)).first().isEqualTo("I42");
    assertThat(items(any)).doesNotContain("I07");
    assertThat(any.getString("items[0].why.en")).contains("Item I07");

    // Nothing was learned of the teas; their names and prices say which are alike.
    JsonPath tea = get("itemId=TEA-1&relation=similar&n=2");
    assertThat(items(tea)).containsExactly("TEA-2", "TEA-3");
    assertThat(tea.getString("items[0].strategy")).isEqualTo("content");
    assertThat(items(get("itemId=TEA-1&relation=complements"))).doesNotContain("TEA-2", "TEA-3");
  }

  @Test
  void aSearchFindsWordsOfBothLanguagesAndNothingElse() {
    assertThat(items(get("query=green%20tea")).subList(0, 2))
        .containsExactlyInAnyOrder("TEA-1", "TEA-2");
    assertThat(items(get("query=%E9%BE%99%E4%BA%95"))).containsExactly("TEA-1");
    JsonPath none = get("query=qqqqq");
    assertThat(items(none)).isEmpty();
    assertThat(none.<String>getList("reasons.code")).containsExactly("nothing-matches");
  }

  @Test
  void candidatesAreAllThereIsAndKeepTheirOrderWhereNothingElseIsKnown() {
    JsonPath answer =
        post(Map.of("context", "search", "candidates", List.of("TEA-3", "I01", "TEA-1", "none")));
    assertThat(items(answer)).containsExactlyInAnyOrder("TEA-3", "I01", "TEA-1");
    assertThat(items(answer).indexOf("TEA-3")).isLessThan(items(answer).indexOf("TEA-1"));
    assertThat(answer.<String>getList("unknownItems")).containsExactly("none");
  }

  @Test
  void filtersHoldInEveryContext() {
    assertThat(items(get("category=Tea"))).hasSize(3);
    assertThat(items(get("category=Tea&maxPrice=13"))).containsExactly("TEA-1");
    assertThat(items(get("category=Tea&minPrice=13&maxPrice=14"))).containsExactly("TEA-2");
    assertThat(items(get("itemId=I07&category=Tea"))).hasSize(3);
    offer(
        new CatalogItemChanged(
            UUID.randomUUID().toString(),
            "TEA-4",
            "White tea",
            "Tea",
            CatalogItemChanged.Kind.PRODUCT,
            null,
            null,
            false,
            Map.of(),
            TestShop.NOON,
            "test"));
    await()
        .untilAsserted(
            () -> assertThat(items(get("category=Tea&inStock=false"))).contains("TEA-4"));
    JsonPath none = get("category=Coal");
    assertThat(items(none)).isEmpty();
    assertThat(none.<String>getList("reasons.code")).contains("nothing-to-offer");
    assertThat(items(get("category=Tea"))).doesNotContain("TEA-4");
    assertThat(items(get("category=Tea&inStock=false&minPrice=0"))).doesNotContain("TEA-4");
  }

  @Test
  void onAVisitTheLastItemCountsMost() {
    JsonPath bySession = post(Map.of("session", List.of("I09", "I07")));
    assertThat(bySession.getString("context")).isEqualTo("session");
    List<String> items = items(bySession);
    assertThat(items).contains("I42");
    List<String> other = items(post(Map.of("session", List.of("I07", "I09"))));
    assertThat(items.indexOf("I42"))
        .isLessThan(other.indexOf("I42") < 0 ? 99 : other.indexOf("I42"));
  }

  @Test
  void weightsOfReasonsAddUpToTheScoreWhateverChangedIt() {
    for (JsonPath answer :
        List.of(
            get("itemId=I07&relation=similar"),
            get("query=item"),
            post(Map.of("basket", List.of("I05"), "minPrice", 1)))) {
      for (Map<String, Object> item : answer.<Map<String, Object>>getList("items")) {
        double sum = 0;
        for (Object reason : (List<?>) item.get("reasons")) {
          sum += ((Number) ((Map<?, ?>) reason).get("weight")).doubleValue();
        }
        assertThat(sum).isCloseTo(((Number) item.get("score")).doubleValue(), within(1e-6));
        assertThat(((Map<?, ?>) item.get("why")).get("zh")).isNotNull();
      }
    }
  }

  @Test
  void placesAreKeptForWhatIsTriedOutAndWhatCameOfItIsCounted() {
    explorer.look();
    JsonPath known = Api.ask(PlantedShop.user(4));
    assertThat(items(known)).hasSize(10).doesNotHaveDuplicates();
    assertThat(strategies(known).indexOf("exploration")).isEqualTo(5);
    assertThat(strategies(known)).filteredOn("exploration"::equals).hasSize(1);
    assertThat(known.getString("items[5].why.en")).isEqualTo("New in this shop");
    assertThat(known.getDouble("items[5].propensity")).isGreaterThan(0).isLessThanOrEqualTo(1);
    String unseen = "userId=%s&surface=console".formatted(PlantedShop.user(4));
    assertThat(strategies(get(unseen))).doesNotContain("exploration");
    assertThat(strategies(Api.ask("never-agreed"))).doesNotContain("exploration");

    shop.consent("curious", true);
    await().untilAsserted(() -> assertThat(Api.ask("curious").getList("reasons")).isEmpty());
    JsonPath newcomer = Api.ask("curious");
    assertThat(items(newcomer)).hasSize(10).doesNotHaveDuplicates();
    assertThat(strategies(newcomer)).filteredOn("exploration"::equals).hasSize(3);
    String tried = items(newcomer).get(strategies(newcomer).indexOf("exploration"));
    shop.events(shop.viewed(TestShop.cid("curious"), tried, Instant.now()));
    await()
        .atMost(Duration.ofSeconds(30))
        .untilAsserted(
            () -> {
              explorer.look();
              assertThat(explorer.current().overall())
                  .filteredOn(choice -> choice.itemId().equals(tried))
                  .allSatisfy(choice -> assertThat(choice.response().clicks()).isEqualTo(1))
                  .allSatisfy(choice -> assertThat(choice.response().looks()).isPositive())
                  .hasSize(1);
            });
  }

  /** An estimate divides by how probable each place was: no other chance may have had a part. */
  @Test
  void whereListsAreComparedNothingElseIsLeftToChance() {
    explorer.look();
    String user = PlantedShop.user(4);
    assertThat(strategies(ask(user, "studio"))).contains("exploration");
    experiment(
        "put",
        "",
        "{\"surfaces\":[\"studio\"],\"shuffled\":0.5,\"arms\":[{\"name\":\"usual\"},"
            + "{\"name\":\"common\",\"strategy\":\"popular\"}]}");
    experiment("post", "/start", "");
    try {
      await()
          .untilAsserted(
              () ->
                  assertThat(ask(user, "studio").<Object>getList("items.propensity"))
                      .hasSize(10)
                      .doesNotContainNull());
      assertThat(strategies(ask(user, "studio"))).doesNotContain("exploration");
    } finally {
      experiment("post", "/stop", "");
    }
  }

  private static void experiment(String method, String path, String body) {
    Api.as("analyst")
        .contentType("application/json")
        .body(body)
        .request(method, "/v1/experiments/compared-with-new-items" + path)
        .then()
        .statusCode(200);
  }

  private static JsonPath ask(String userId, String surface) {
    return get("userId=" + userId + "&surface=" + surface);
  }

  @Test
  void aMailingIsALineForEachCustomerInTheirOrderAndBounded() throws Exception {
    shop.consent("mailed", true);
    await().untilAsserted(() -> assertThat(Api.ask("mailed").getList("reasons")).isEmpty());
    List<String> users = new ArrayList<>(List.of("mailed", "planted-1"));
    for (int i = 0; i < 250; i++) {
      users.add("stranger-" + i);
    }
    String body =
        Api.as("marketer")
            .contentType("application/json")
            .body(Map.of("userIds", users, "n", 3))
            .post("/v1/recommendations/mailing")
            .then()
            .statusCode(200)
            .contentType("application/x-ndjson")
            .extract()
            .asString();
    List<String> lines = body.lines().toList();
    assertThat(lines).hasSize(users.size());
    for (int i = 0; i < users.size(); i++) {
      var line = EventJson.mapper().readTree(lines.get(i));
      assertThat(line.path("userId").asText()).isEqualTo(users.get(i));
      assertThat(line.path("recommendation").path("items")).hasSize(3);
      assertThat(line.path("recommendation").path("personalized").asBoolean()).isEqualTo(i == 1);
    }
    for (String wrong : List.of("{}", "{\"userIds\":[]}", "{\"userIds\":[\"a\"],\"n\":10000}")) {
      Api.mistake(
          Api.as("service")
              .contentType("application/json")
              .body(wrong)
              .post("/v1/recommendations/mailing")
              .then(),
          wrong.contains("10000") ? "n" : "userIds");
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"context\":\"product\"}|itemId",
        "{\"context\":\"search\"}|query",
        "{\"context\":\"basket\"}|basket",
        "{\"context\":\"email\"}|userId",
        "{\"context\":\"session\"}|session",
        "{\"context\":\"nowhere\"}|context",
        "{\"context\":\"home\",\"minPrice\":-1}|minPrice",
        "{\"context\":\"home\",\"minPrice\":5,\"maxPrice\":4}|maxPrice",
        "{\"context\":\"home\",\"minPrice\":\"cheap\"}|minPrice",
        "{\"context\":\"home\",\"categories\":[]}|categories",
        "{\"context\":\"home\",\"exclude\":[\"\"]}|exclude[0]",
        "{\"context\":\"search\",\"query\":\" \"}|query",
        "{\"context\":\"home\",\"surface\":\"a\\u0000\"}|surface",
        "{\"context\":\"home\",\"exclude\":[\"a\\u0000\"]}|exclude[0]",
        "{\"itemId\":\"I01\",\"relation\":\"friend\"}|relation"
      })
  void aQuestionThatIsNoneNamesTheField(String body, String field) {
    Api.mistake(
        Api.as("service")
            .contentType("application/json")
            .body(body)
            .post("/v1/recommendations")
            .then(),
        field);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "context=nowhere",
        "itemId=I01&relation=friend",
        "minPrice=cheap",
        "maxPrice=-1",
        "inStock=perhaps",
        "query=%20"
      })
  void aParameterThatIsNoneNamesItself(String query) {
    String field = query.substring(query.lastIndexOf('&') + 1, query.lastIndexOf('='));
    Api.mistake(
        Api.as("service").urlEncodingEnabled(false).get("/v1/recommendations?" + query).then(),
        field);
  }

  private void offer(CatalogItemChanged item) {
    shop.send(Topics.CATALOG, List.of(item));
  }

  private static CatalogItemChanged item(String id, String name, String category, String price) {
    return new CatalogItemChanged(
        UUID.randomUUID().toString(),
        id,
        name,
        category,
        CatalogItemChanged.Kind.PRODUCT,
        new BigDecimal(price),
        "EUR",
        true,
        Map.of("brand", "Leaf"),
        TestShop.NOON,
        "test");
  }

  private static List<String> strategies(JsonPath answer) {
    return answer.getList("items.strategy");
  }

  private static List<String> items(JsonPath answer) {
    return answer.getList("items.itemId");
  }

  private static JsonPath get(String query) {
    return Api.as("service")
        .urlEncodingEnabled(false)
        .get("/v1/recommendations?" + query)
        .then()
        .statusCode(200)
        .extract()
        .jsonPath();
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
}
