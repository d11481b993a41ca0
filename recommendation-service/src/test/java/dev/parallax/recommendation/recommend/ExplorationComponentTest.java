package dev.parallax.recommendation.recommend;

import static dev.parallax.recommendation.Api.get;
import static dev.parallax.recommendation.Api.items;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.parallax.kit.log.LogProducer;
import dev.parallax.kit.testing.WithRealServers;
import dev.parallax.recommendation.Api;
import dev.parallax.recommendation.PlantedShop;
import dev.parallax.recommendation.Seeded;
import dev.parallax.recommendation.TestShop;
import dev.parallax.recommendation.behaviour.ResponseReader.Response;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What is left to chance in a list, and what is not. */
@QuarkusTest
@WithRealServers
class ExplorationComponentTest {
  @Inject LogProducer log;
  @Inject Explorer explorer;
  private TestShop shop;

  @BeforeEach
  void seed() {
    shop = new TestShop(log);
    Seeded.ensure(shop);
    Teas.offer(shop);
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
    long before = response(tried).clicks();
    shop.events(shop.viewed(TestShop.cid("curious"), tried, Instant.now()));
    await()
        .atMost(Duration.ofSeconds(30))
        .untilAsserted(
            () ->
                assertThat(response(tried).clicks())
                    .as("one more than other tests' customers made")
                    .isEqualTo(before + 1));
    assertThat(response(tried).looks()).isPositive();
  }

  private Response response(String itemId) {
    explorer.look();
    return explorer.current().overall().stream()
        .filter(choice -> choice.itemId().equals(itemId))
        .findFirst()
        .orElseThrow()
        .response();
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

  private static List<String> strategies(JsonPath answer) {
    return answer.getList("items.strategy");
  }
}
