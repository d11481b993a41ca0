package dev.parallax.recommendation;

import static dev.parallax.recommendation.RuleCalls.mine;
import static dev.parallax.recommendation.RuleCalls.rules;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.awaitility.Awaitility.await;

import dev.parallax.contracts.behaviour.CustomerEvent;
import dev.parallax.kit.log.LogProducer;
import dev.parallax.kit.testing.WithRealServers;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Rules of orders and visits: mined, and kept up to date by what is bought, viewed and erased. */
@QuarkusTest
@WithRealServers
class MiningComponentTest {
  private static final int BUYERS = 24;
  private static final int EACH = 2;

  @Inject LogProducer log;
  private TestShop shop;

  @BeforeEach
  void seed() {
    shop = new TestShop(log);
    Seeded.ensure(shop);
  }

  @Test
  void newOrdersAndErasedOnesShowWithoutMiningAnew() {
    int before = mine("{\"source\":\"baskets\"}").getInt("result.baskets.baskets");
    List<CustomerEvent> orders = new ArrayList<>();
    for (int buyer = 0; buyer < BUYERS; buyer++) {
      shop.consent("rule-buyer-" + buyer, true);
      for (int order = 0; order < EACH; order++) {
        orders.add(
            shop.bought(
                TestShop.cid("rule-buyer-" + buyer),
                "rule-order-" + order,
                TestShop.NOON.plusSeconds(buyer),
                "RX1",
                order == 0 ? "RX2" : "RX3"));
      }
    }
    send(orders, BUYERS * EACH);
    await()
        .atMost(Duration.ofSeconds(30)) // The answers on consent come by another topic.
        .untilAsserted(
            () -> {
              JsonPath followed = mine("{\"source\":\"baskets\"}");
              assertThat(followed.getBoolean("result.baskets.incremental")).isTrue();
              assertThat(followed.getInt("result.baskets.baskets"))
                  .isEqualTo(before + BUYERS * EACH);
            });
    JsonPath rules = rules("item=RX2&side=then");
    assertThat(rules.getList("items")).hasSize(1);
    assertThat(rules.<String>getList("items[0].if")).containsExactly("RX1");
    assertThat(rules.getInt("items[0].baskets")).isEqualTo(BUYERS);
    assertThat(rules.getInt("items[0].antecedentBaskets")).isEqualTo(BUYERS * EACH);
    assertThat(rules.getDouble("items[0].confidence")).isCloseTo(0.5, within(1e-9));
    assertThat(rules.getString("items[0].text.en"))
        .startsWith("of 48 baskets with RX1, 24 (50.0 %) also have RX2: ")
        .endsWith(" times as many as by chance");
    assertThat(rules.getString("items[0].text.zh")).startsWith("在含有「RX1」的 48 个购物篮中");

    long orderCount = Api.counts().getLong("orders");
    shop.erase(TestShop.cid("rule-buyer-0"));
    await()
        .atMost(Duration.ofSeconds(30))
        .untilAsserted(
            () -> assertThat(Api.counts().getLong("orders")).isEqualTo(orderCount - EACH));
    JsonPath erased = mine("{\"source\":\"baskets\"}");
    assertThat(erased.getBoolean("result.baskets.incremental")).isTrue();
    assertThat(erased.getInt("result.baskets.changed")).isEqualTo(EACH);
    assertThat(rules("item=RX2&side=then").getInt("items[0].baskets")).isEqualTo(BUYERS - 1);

    JsonPath anew = mine("{\"source\":\"baskets\",\"maxItems\":4}");
    assertThat(anew.getBoolean("result.baskets.incremental")).isFalse();
    assertThat(rules("item=RX2&side=then").getInt("items[0].baskets")).isEqualTo(BUYERS - 1);
    mine("{\"source\":\"baskets\",\"maxItems\":3}");
  }

  @Test
  void redundantRulesAreThereForWhoWantsThemAll() {
    JsonPath pruned = mine("{\"source\":\"baskets\"}");
    JsonPath all = mine("{\"source\":\"baskets\",\"redundant\":true,\"maxItems\":3}");
    int confident = all.getInt("result.baskets.confident");
    assertThat(confident)
        .isEqualTo(all.getInt("result.baskets.rules"))
        .isEqualTo(pruned.getInt("result.baskets.confident"))
        .isGreaterThan(pruned.getInt("result.baskets.rules"));
    assertThat(count("sort=baskets")).isEqualTo(confident);
    JsonPath again = mine("{\"source\":\"baskets\",\"redundant\":false}");
    assertThat(count("sort=baskets"))
        .isEqualTo(again.getInt("result.baskets.rules"))
        .isEqualTo(pruned.getInt("result.baskets.rules"));
  }

  private static int count(String query) {
    int count = 0;
    String cursor = "";
    while (cursor != null) {
      JsonPath page = rules(query + "&limit=500" + (cursor.isEmpty() ? "" : "&cursor=" + cursor));
      count += page.getList("items").size();
      cursor = page.getString("nextCursor");
    }
    return count;
  }

  @Test
  void whatIsLookedAtInOneVisitIsARuleOfItsOwnKind() {
    mine("{\"source\":\"sessions\"}");
    List<CustomerEvent> views = new ArrayList<>();
    for (int visitor = 0; visitor < BUYERS; visitor++) {
      shop.consent("rule-visitor-" + visitor, visitor >= 2);
      String cid = TestShop.cid("rule-visitor-" + visitor);
      var when = TestShop.NOON.plusSeconds(visitor);
      views.add(shop.viewed(cid, "RV1", when));
      views.add(shop.viewed(cid, "RV2", when.plusSeconds(60)));
      views.add(shop.viewed(cid, "RV3", when.plus(Duration.ofHours(2))));
    }
    long before = Api.counts().getLong("interactions");
    shop.events(views.toArray(CustomerEvent[]::new));
    await()
        .atMost(Duration.ofSeconds(30))
        .untilAsserted(
            () ->
                assertThat(Api.counts().getLong("interactions")).isEqualTo(before + views.size()));
    awaitVisits(BUYERS - 2); // Two have not agreed to being personal.
    JsonPath rules = rules("source=sessions&item=RV1");
    assertThat(rules.<String>getList("items.then")).containsExactlyInAnyOrder("RV1", "RV2");
    assertThat(rules.<String>getList("items.source")).containsOnly("sessions");
    assertThat(rules.getString("items[0].text.en")).contains(" visits to RV");
    assertThat(rules("source=sessions&item=RV3").getList("items")).isEmpty();
    assertThat(rules("item=RV1").getList("items")).isEmpty();
    shop.consent("rule-visitor-5", false);
    awaitVisits(BUYERS - 3);
  }

  private static void awaitVisits(int visits) {
    await()
        .atMost(Duration.ofSeconds(30))
        .untilAsserted(
            () -> {
              JsonPath followed = mine("{\"source\":\"sessions\"}");
              assertThat(followed.getBoolean("result.sessions.incremental")).isTrue();
              assertThat(rules("source=sessions&item=RV1").<Integer>getList("items.baskets"))
                  .isNotEmpty()
                  .containsOnly(visits);
            });
  }

  private void send(List<CustomerEvent> orders, int more) {
    long before = Api.counts().getLong("orders");
    shop.events(orders.toArray(CustomerEvent[]::new));
    await()
        .atMost(Duration.ofSeconds(30))
        .untilAsserted(() -> assertThat(Api.counts().getLong("orders")).isEqualTo(before + more));
  }
}
