package dev.parallax.recommendation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.parallax.contracts.Topics;
import io.restassured.path.json.JsonPath;
import java.time.Duration;

/**
 * Sends the planted shop once per test JVM and trains, in front of the first test that needs it.
 */
public final class Seeded {
  private static final long SEED = 11;
  private static PlantedShop planted;
  private static JsonPath beforeTraining;
  private static JsonPath basketBeforeTraining;
  private static JsonPath trained;

  private Seeded() {}

  public static synchronized PlantedShop ensure(TestShop shop) {
    if (planted != null) {
      return planted;
    }
    PlantedShop made = new PlantedShop(shop, SEED);
    long ordersBefore = Api.counts().getLong("orders");
    shop.send(Topics.CATALOG, PlantedShop.catalog());
    shop.send(Topics.CUSTOMER_PROFILES, PlantedShop.profiles());
    shop.send(Topics.CUSTOMER_EVENTS, made.events());
    int orders = PlantedShop.CUSTOMERS * PlantedShop.ORDERS_EACH;
    await()
        .atMost(Duration.ofSeconds(60))
        .untilAsserted(
            () -> {
              assertThat(Api.counts().getLong("orders")).isEqualTo(ordersBefore + orders);
              assertThat(Api.counts().getLong("itemsAvailable"))
                  .isGreaterThanOrEqualTo(PlantedShop.items());
            });
    // The catalog is there before what is popular in it was counted.
    await()
        .atMost(Duration.ofSeconds(30))
        .untilAsserted(
            () ->
                assertThat(Api.ask("nobody-knows").<String>getList("items.strategy"))
                    .hasSize(10)
                    .containsOnly("popular"));
    // As staff see it: nothing of it is left to chance.
    beforeTraining = Api.get("surface=console&userId=" + PlantedShop.user(0));
    basketBeforeTraining = Api.basket("I05");
    String job =
        Api.as("analyst")
            .contentType("application/json")
            .body("{\"seed\":7}")
            .post("/v1/models/train")
            .then()
            .statusCode(202)
            .extract()
            .path("id");
    await()
        .atMost(Duration.ofSeconds(120))
        .untilAsserted(
            () -> assertThat(Api.job(job).getString("state")).isIn("succeeded", "failed"));
    trained = Api.job(job);
    planted = made;
    return made;
  }

  /** What a planted customer got when nothing was learned. */
  public static JsonPath beforeTraining() {
    return beforeTraining;
  }

  public static JsonPath basketBeforeTraining() {
    return basketBeforeTraining;
  }

  /** The training job at its end. */
  public static JsonPath trained() {
    return trained;
  }
}
