package dev.parallax.recommendation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.hamcrest.Matchers.equalTo;

import dev.parallax.kit.log.LogProducer;
import dev.parallax.kit.testing.WithRealServers;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import jakarta.inject.Inject;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What is learned from the planted shop, seen from outside. */
@QuarkusTest
@WithRealServers
class LearningComponentTest {
  @Inject LogProducer log;

  @BeforeEach
  void seed() {
    Seeded.ensure(new TestShop(log));
  }

  @Test
  void beforeTheFirstTrainingWhatIsPopularIsOfferedAndSaysSo() {
    JsonPath answer = Seeded.beforeTraining();
    assertThat(answer.getString("modelVersion")).matches("popularity-\\d{8}T\\d{6}Z");
    assertThat(answer.<String>getList("items.strategy")).hasSize(10).containsOnly("popular");
    assertThat(answer.<String>getList("items.itemId")).doesNotContain(PlantedShop.POSTAGE);
    assertThat(answer.getString("items[0].reasons[0].text.en"))
        .matches("popular: in \\d+ orders since 20\\d\\d-\\d\\d-\\d\\d");
    assertThat(Seeded.basketBeforeTraining().<String>getList("items.itemId"))
        .hasSize(10)
        .doesNotContain("I05");
  }

  @Test
  void theModelBeatsPopularityAndServes() {
    JsonPath job = Seeded.trained();
    assertThat(job.getString("state")).isEqualTo("succeeded");
    assertThat(job.getBoolean("result.promoted")).isTrue();
    assertThat(job.getDouble("result.metrics.'ndcg@10'"))
        .isGreaterThan(job.getDouble("result.baseline.'ndcg@10'"));
    assertThat(job.getDouble("result.metrics.'basket.hitRate@10'"))
        .isGreaterThan(1.2 * job.getDouble("result.baseline.'basket.hitRate@10'"));
    assertThat(job.getBoolean("result.ranker.promoted")).as("nobody chose from a list").isFalse();
    assertThat(job.getString("result.ranker.message")).isNotBlank();
    String model = job.getString("result.modelId");
    assertThat(model).startsWith("recommendation-items-");
    assertThat(Api.ask("nobody-knows").getString("modelVersion")).isEqualTo(model);
    Api.as("analyst")
        .get("/v1/models/{id}", model)
        .then()
        .statusCode(200)
        .body("state", equalTo("champion"))
        .body("card.seed", equalTo(7));
  }

  @Test
  void theWholeTableAModelWasChosenByIsKept() {
    String model = Seeded.trained().getString("result.modelId");
    JsonPath evaluation =
        Api.as("marketer")
            .get("/v1/models/{id}/evaluation", model)
            .then()
            .statusCode(200)
            .extract()
            .jsonPath();
    assertThat(evaluation.getString("verdict.outcome")).isEqualTo("better");
    assertThat(evaluation.getString("verdict.judgedBy")).isEqualTo("customers");
    assertThat(evaluation.<String>getList("customers.rows.algorithm"))
        .contains("served", "item-knn", "popularity", "random");
    assertThat(evaluation.<String>getList("baskets.rows.algorithm")).contains("served");
    Map<String, Object> served =
        evaluation.getMap("customers.rows.find { it.algorithm == 'served' }.metrics.ndcg");
    assertThat(((Number) served.get("value")).doubleValue())
        .isCloseTo(Seeded.trained().getDouble("result.metrics.'ndcg@10'"), within(1e-6));
    assertThat(
            evaluation.getString(
                "customers.rows.find { it.algorithm == 'served' }.against.popularity.ndcg.verdict"))
        .isEqualTo("better");
    Api.as("marketer").get("/v1/models/nothing/evaluation").then().statusCode(404);
  }

  @Test
  void thePlantedPairsAreTheRulesOfTheHighestLift() {
    JsonPath rules = rules("sort=lift&limit=500");
    Set<Set<String>> top = new LinkedHashSet<>();
    for (Map<String, Object> rule : rules.<Map<String, Object>>getList("items")) {
      if (strings(rule.get("if")).size() == 1 && top.size() < PlantedShop.partners().size()) {
        top.add(Set.of(strings(rule.get("if")).getFirst(), (String) rule.get("then")));
      }
    }
    Set<Set<String>> planted = new HashSet<>();
    PlantedShop.partners().forEach((item, partner) -> planted.add(Set.of(item, partner)));
    assertThat(top).isEqualTo(planted);
    assertThat(rules.getDouble("items[0].lift")).isGreaterThan(3);
  }

  @Test
  void rulesAboutAnItemAreThoseWithItAndServicesHaveNone() {
    JsonPath about = rules("item=I05");
    assertThat(about.getList("items")).isNotEmpty();
    for (Map<String, Object> rule : about.<Map<String, Object>>getList("items")) {
      assertThat(rule.get("then").equals("I05") || strings(rule.get("if")).contains("I05"))
          .isTrue();
    }
    assertThat(rules("item=" + PlantedShop.POSTAGE).getList("items")).isEmpty();
    assertThat(rules("item=no-such-item").getList("items")).isEmpty();
  }

  @Test
  void aBasketGetsWhatIsBoughtTogetherWithItAndWhy() {
    JsonPath answer = Api.basket("I05", "no-such-item");
    assertThat(answer.getString("items[0].itemId")).isEqualTo("I38");
    assertThat(answer.<String>getList("unknownItems")).containsExactly("no-such-item");
    assertThat(answer.getBoolean("personalized")).isFalse();
    assertThat(answer.getString("cid")).isNull();
    Map<String, Object> rule =
        answer.<Map<String, Object>>getList("items[0].reasons").stream()
            .filter(reason -> "bought-together".equals(reason.get("code")))
            .findFirst()
            .orElseThrow();
    assertThat(rule.get("text").toString())
        .containsPattern("bought together with Item I05 in [\\d.]+ % of baskets, lift [\\d.]+")
        .contains("与「Item I05」一起购买");
    assertThat(answer.<String>getList("items.itemId")).doesNotContain("I05", PlantedShop.POSTAGE);
  }

  @Test
  void aCustomerGetsWhatIsTheirsAndTheReasonsAddUpToTheScore() {
    int fitting = 0;
    for (int customer = 0; customer < 20; customer++) {
      JsonPath answer = Api.ask(PlantedShop.user(customer));
      assertThat(answer.getBoolean("personalized")).isTrue();
      assertThat(answer.getString("cid")).isEqualTo(TestShop.cid(PlantedShop.user(customer)));
      for (int i = 0; i < answer.getList("items").size(); i++) {
        double sum =
            answer.getList("items[" + i + "].reasons.weight", Double.class).stream()
                .mapToDouble(Double::doubleValue)
                .sum();
        assertThat(sum).isCloseTo(answer.getDouble("items[" + i + "].score"), within(1e-6));
        int item = Integer.parseInt(answer.getString("items[" + i + "].itemId").substring(1));
        fitting += item / 30 == customer % 2 ? 1 : 0;
      }
    }
    assertThat(fitting).as("of 200 items, those of the customer's own taste").isGreaterThan(150);
  }

  @Test
  void similarItemsAreThoseOfTheSameCustomers() {
    JsonPath similar =
        Api.as("marketer")
            .get("/v1/items/I00/similar?n=5")
            .then()
            .statusCode(200)
            .extract()
            .jsonPath();
    assertThat(similar.<String>getList("items.itemId"))
        .hasSize(5)
        .as("of the taste of those who like I00")
        .allMatch(id -> Integer.parseInt(id.substring(1)) < 30);
    assertThat(similar.getList("items.similarity", Double.class))
        .isSortedAccordingTo((a, b) -> Double.compare(b, a))
        .allMatch(s -> s > 0 && s <= 1);
    assertThat(similar.<String>getList("items.source")).containsOnly("learned");
    assertThat(similar.<String>getList("items.reason.en"))
        .containsOnly("liked by those who like Item I00");
  }

  private static JsonPath rules(String query) {
    return Api.as("marketer").get("/v1/rules?" + query).then().statusCode(200).extract().jsonPath();
  }

  @SuppressWarnings("unchecked")
  private static List<String> strings(Object list) {
    return (List<String>) list;
  }
}
