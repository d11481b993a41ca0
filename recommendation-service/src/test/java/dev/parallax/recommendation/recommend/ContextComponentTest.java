package dev.parallax.recommendation.recommend;

import static dev.parallax.recommendation.Api.get;
import static dev.parallax.recommendation.Api.items;
import static dev.parallax.recommendation.Api.post;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.awaitility.Awaitility.await;

import dev.parallax.contracts.Topics;
import dev.parallax.contracts.catalog.CatalogItemChanged;
import dev.parallax.contracts.wire.EventJson;
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
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Each occasion has its own list. */
@QuarkusTest
@WithRealServers
class ContextComponentTest {
  @Inject LogProducer log;
  private TestShop shop;

  @BeforeEach
  void seed() {
    shop = new TestShop(log);
    Seeded.ensure(shop);
    Teas.offer(shop);
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
    JsonPath like = Api.as("marketer").get("/v1/items/TEA-1/similar?n=2").jsonPath();
    assertThat(items(like)).containsExactly("TEA-2");
    assertThat(like.<String>getList("items.source")).containsOnly("content");
    assertThat(like.getString("items[0].reason.en")).startsWith("its name, category and price");
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
    shop.send(
        Topics.CATALOG,
        List.of(
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
                "test")));
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
}
