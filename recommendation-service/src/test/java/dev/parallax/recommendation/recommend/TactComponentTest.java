package dev.parallax.recommendation.recommend;

import static dev.parallax.recommendation.Api.items;
import static dev.parallax.recommendation.Api.post;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.parallax.contracts.Topics;
import dev.parallax.contracts.behaviour.CustomerEvent;
import dev.parallax.contracts.recommendation.RecommendationExposed;
import dev.parallax.kit.log.LogProducer;
import dev.parallax.kit.testing.WithRealServers;
import dev.parallax.recommendation.Api;
import dev.parallax.recommendation.Seeded;
import dev.parallax.recommendation.TestShop;
import io.quarkus.test.junit.QuarkusMock;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import jakarta.inject.Inject;
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
  private TestShop shop;

  @BeforeEach
  void seed() {
    shop = new TestShop(log);
    Seeded.ensure(shop);
  }

  @Test
  void whatIsUsedUpIsOfferedAgainWhenItIsDueAndSaysWhy() {
    shop.offer("COFFEE", "Coffee");
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
    shop.agreed("runs-out");
    shop.agreed("stocked-up");
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
    shop.agreed("tired");
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
    shop.agreed("switches");
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
}
