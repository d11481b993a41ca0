package dev.parallax.recommendation.predictor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;

import dev.parallax.contracts.Topics;
import dev.parallax.contracts.behaviour.CustomerEvent;
import dev.parallax.contracts.profile.CustomerProfileChanged;
import dev.parallax.contracts.profile.Purpose;
import dev.parallax.kit.log.LogProducer;
import dev.parallax.kit.testing.WithRealServers;
import dev.parallax.learning.table.CategoryColumn;
import dev.parallax.learning.table.NumberColumn;
import dev.parallax.recommendation.Api;
import dev.parallax.recommendation.Seeded;
import dev.parallax.recommendation.TestShop;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Predictors of the suite's own customers, by time. */
@QuarkusTest
@WithRealServers
class CustomerPredictorComponentTest {
  /** Long before the shop that other tests share. */
  private static final Instant CUT = Instant.parse("2025-03-01T00:00:00Z");

  /** What another test tells of is of the first day of the year 1. */
  private static final Instant BEFORE_ALL = Instant.parse("0001-01-15T00:00:00Z");

  private static final int CUSTOMERS = 240;
  private static final String TARGET = "buys-within-30-days";

  @Inject LogProducer log;
  @Inject CustomerTables customers;

  @Test
  void whoWillBuyIsLearnedByTimeAndAnsweredByConsent() {
    TestShop shop = new TestShop(log);
    Seeded.ensure(shop);
    seed(shop);

    CustomerTables.Rows early = customers.of(List.of(TestShop.cid(user(0))), CUT.minus(days(200)));
    assertThat(early.cids()).as("nothing is known before the first event").isEmpty();
    // What happens after the cut changes the target and nothing that the customer is described by.
    String before = described(user(0), CUT);
    // At no whole day, where the others are.
    Instant later = CUT.plus(Duration.ofHours(132));
    shop.events(shop.paid(TestShop.cid(user(0)), "later", later, 7.25, "I01"));
    await()
        .atMost(Duration.ofSeconds(20))
        .untilAsserted(
            () ->
                assertThat(spent(later.plusSeconds(1)) - spent(later))
                    .as("what was paid, not the catalog's 4.50")
                    .isEqualTo(7.25));
    assertThat(described(user(0), CUT)).isEqualTo(before);

    JsonPath trained = Predicted.ended(train("returns", TARGET));
    assertThat(trained.getString("state")).as(trained.prettify()).isEqualTo("succeeded");
    assertThat(trained.getBoolean("result.promoted")).isTrue();
    assertThat(trained.getInt("result.testRows")).isEqualTo(CUSTOMERS);
    assertThat(trained.getDouble("result.metrics.rocAuc")).isGreaterThan(0.9);
    assertThat(Predicted.get("returns").getString("card.dataFrom"))
        .isEqualTo("2025-01-30T00:00:00Z");

    JsonPath answer = ask(user(0)).statusCode(200).extract().jsonPath();
    assertThat(answer.getString("items[0].cid")).isEqualTo(TestShop.cid(user(0)));
    assertThat(answer.getDouble("items[0].probability")).isBetween(0.0, 1.0);
    double sum =
        answer.getDouble("items[0].base")
            + answer.<Float>getList("items[0].contributions.contribution").stream()
                .mapToDouble(Float::doubleValue)
                .sum();
    assertThat(sum).isCloseTo(answer.getDouble("items[0].score"), within(1e-4));

    shop.consent(user(1), false);
    await()
        .atMost(Duration.ofSeconds(20))
        .untilAsserted(
            () ->
                ask(user(1))
                    .statusCode(409)
                    .body("type", equalTo("urn:parallax:problem:no-personalization-consent")));
    shop.erase(TestShop.cid(user(2)));
    await()
        .atMost(Duration.ofSeconds(20))
        .untilAsserted(
            () ->
                ask(user(2))
                    .statusCode(404)
                    .body("type", equalTo("urn:parallax:problem:unknown-customer")));
    ask("nobody-at-all").statusCode(404);
    assertThat(
            Predicted.ask(
                    "returns",
                    "{\"userIds\":[\"%s\",\"%s\",\"%s\",\"nobody\"]}"
                        .formatted(user(0), user(1), user(3)))
                .statusCode(200)
                .extract()
                .jsonPath()
                .<String>getList("items.cid"))
        .as("who did not agree, or is unknown, is left out")
        .containsExactly(TestShop.cid(user(0)), TestShop.cid(user(3)));

    JsonPath again = Predicted.ended(train("returns", TARGET));
    assertThat(again.getInt("result.testRows"))
        .as("neither the one who withdrew nor the one who was erased")
        .isEqualTo(CUSTOMERS - 2);
    JsonPath spend =
        Predicted.ended(
            train(
                "spending-of-customers",
                "spend-within-30-days",
                Map.of("cut", CUT.toString(), "ignore", List.of("refunds", "favourite category"))));
    assertThat(spend.getString("result.type")).as(spend.prettify()).isEqualTo("regression");
    assertThat(Predicted.get("spending-of-customers").<String>getList("evaluation.columns.name"))
        .contains("orders", "mean rating")
        .doesNotContain("refunds", "favourite category");
    Predicted.ask("spending-of-customers", "{\"userId\":\"" + user(0) + "\"}")
        .statusCode(200)
        .body("items[0].cid", equalTo(TestShop.cid(user(0))));
    String tooEarly = train("returns", TARGET, Map.of("cut", BEFORE_ALL.toString()));
    assertThat(Predicted.ended(tooEarly).getString("error"))
        .as("no test's shop has events of then")
        .contains(
            "events must begin before 0000-12-16T00:00:00Z, a horizon of 30 days before the cut");
  }

  private static io.restassured.response.ValidatableResponse ask(String user) {
    return Predicted.ask("returns", "{\"userId\":\"" + user + "\"}");
  }

  private static String train(String name, String target) {
    return train(name, target, Map.of("cut", CUT.toString()));
  }

  private static String train(String name, String target, Map<String, ?> more) {
    Map<String, Object> body = new HashMap<>(more);
    body.put("name", name);
    body.put("target", target);
    body.put("data", "customers");
    body.put("algorithm", target.startsWith("spend") ? "linear-regression" : "logistic-regression");
    return Api.as("analyst")
        .contentType("application/json")
        .body(body)
        .post("/v1/predictors")
        .then()
        .statusCode(202)
        .extract()
        .path("id");
  }

  private String described(String user, Instant at) {
    return customers.of(List.of(TestShop.cid(user)), at).columns().stream()
        .map(
            column ->
                switch (column) {
                  case NumberColumn numbers -> numbers.name() + "=" + numbers.values()[0];
                  case CategoryColumn categories -> categories.name() + "=" + categories.text(0);
                })
        .toList()
        .toString();
  }

  private double spent(Instant at) {
    return customers.of(List.of(TestShop.cid(user(0))), at).columns().stream()
        .filter(column -> column.name().equals("spent"))
        .mapToDouble(column -> ((NumberColumn) column).values()[0])
        .findFirst()
        .orElseThrow();
  }

  /** Every third buys each ten days to the end; the others stopped some months before. */
  private static void seed(TestShop shop) {
    Random random = new Random(8);
    List<CustomerProfileChanged> profiles = new ArrayList<>();
    List<CustomerEvent> events = new ArrayList<>();
    for (int c = 0; c < CUSTOMERS; c++) {
      profiles.add(
          new CustomerProfileChanged(
              UUID.randomUUID().toString(),
              TestShop.cid(user(c)),
              Map.of(),
              Map.of(Purpose.ANALYTICS, true, Purpose.PERSONALIZATION, true),
              TestShop.NOON));
      int last = c % 3 == 0 ? -35 : 75 + random.nextInt(40);
      for (int day = 150 - random.nextInt(20); day > last; day -= 5 + random.nextInt(10)) {
        events.add(bought(shop, user(c), "of-" + c + "-" + day, CUT.minus(days(day))));
      }
    }
    shop.send(Topics.CUSTOMER_PROFILES, profiles);
    shop.send(Topics.CUSTOMER_EVENTS, events);
    long orders = Api.counts().getLong("orders");
    await()
        .atMost(Duration.ofSeconds(60))
        .untilAsserted(
            () -> {
              JsonPath newest = Api.counts();
              assertThat(newest.getLong("orders")).isGreaterThan(orders);
              assertThat(newest.getLong("customers")).isGreaterThanOrEqualTo(CUSTOMERS);
            });
    int last = CUSTOMERS - 1;
    await()
        .atMost(Duration.ofSeconds(60))
        .until(() -> Api.ask(user(last)).getBoolean("personalized"));
  }

  private static CustomerEvent bought(TestShop shop, String user, String order, Instant when) {
    return shop.bought(TestShop.cid(user), order, when, "I01");
  }

  private static Duration days(int days) {
    return Duration.ofDays(days);
  }

  private static String user(int number) {
    return "predicted-" + number;
  }
}
