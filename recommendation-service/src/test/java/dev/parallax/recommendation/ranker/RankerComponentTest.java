package dev.parallax.recommendation.ranker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;

import dev.parallax.contracts.Topics;
import dev.parallax.contracts.behaviour.CustomerEvent;
import dev.parallax.contracts.profile.CustomerProfileChanged;
import dev.parallax.contracts.profile.Purpose;
import dev.parallax.contracts.recommendation.RecommendationExposed;
import dev.parallax.kit.log.LogProducer;
import dev.parallax.kit.model.ModelRegistry;
import dev.parallax.kit.store.Sql;
import dev.parallax.kit.testing.WithRealServers;
import dev.parallax.recommendation.Api;
import dev.parallax.recommendation.Log;
import dev.parallax.recommendation.PlantedShop;
import dev.parallax.recommendation.Seeded;
import dev.parallax.recommendation.TestShop;
import dev.parallax.recommendation.guardrail.Watch;
import dev.parallax.recommendation.guardrail.Watches;
import io.agroal.api.AgroalDataSource;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** From lists that were shown and what followed to other lists, with why. */
@QuarkusTest
@WithRealServers
class RankerComponentTest {
  private static final int LISTS = 300;
  private static final int ITEMS = 5;

  /** Of one list, in which nothing behind the first five is chosen. */
  private static final int MANY_ITEMS = 100;

  /** Of whom not all are held back. */
  private static final int SOME = 12;

  private static final String LOT = "ranked-by-lot";
  private static final String CODE = "chosen-by-customers";

  @Inject LogProducer log;
  @Inject RankerTraining training;
  @Inject ServingRanker serving;
  @Inject ExampleReader examples;
  @Inject ModelRegistry registry;
  @Inject Watches watches;
  @Inject AgroalDataSource store;
  private TestShop shop;

  @BeforeEach
  void seed() {
    shop = new TestShop(log);
    Seeded.ensure(shop);
  }

  /** Other tests have a shop without a ranker. */
  @AfterEach
  void forget() {
    QuarkusTransaction.requiringNew()
        .run(
            () -> {
              Sql.update(
                  store,
                  "delete from outcome using exposure e where e.list_id = outcome.list_id and e.surface = ?",
                  "ranked");
              Sql.update(store, "delete from exposure where surface = ?", "ranked");
              registry.delete(ServingRanker.MODEL);
            });
    serving.refresh();
    Api.as("analyst").delete("/v1/experiments/" + LOT);
  }

  @Test
  void whatCustomersChoseChangesTheOrderAndSaysSo() {
    Map<String, List<String>> before = new HashMap<>();
    for (int i = 0; i < SOME; i++) {
      JsonPath list = Api.ask(PlantedShop.user(i));
      assertThat(list.getString("items.reasons.code")).doesNotContain(CODE);
      before.put(PlantedShop.user(i), list.getList("items.itemId"));
    }
    // What followed other tests' lists would be learned from, too.
    QuarkusTransaction.requiringNew().run(() -> Sql.update(store, "delete from outcome"));
    Api.as("analyst")
        .contentType("application/json")
        .body("{\"arms\":[{\"name\":\"a\"},{\"name\":\"b\"}],\"shuffled\":0.5}")
        .put("/v1/experiments/" + LOT)
        .then()
        .statusCode(200);
    show();
    await()
        .atMost(Duration.ofSeconds(60))
        .untilAsserted(() -> assertThat(examples.read().lists()).hasSize(LISTS));

    assertThat(examples.read().lists().stream().mapToInt(Choices::size).distinct())
        .as("a long list as if it ended earlier")
        .containsExactlyInAnyOrder(ExampleReader.MOST_ITEMS, ITEMS);
    assertThat(examples.read().curve().at(ITEMS))
        .as("by lot, what stands last was clicked as often as what stands first")
        .isGreaterThan(PositionCurve.FIXED.at(ITEMS) + 0.1);

    RankerTraining.Report report = training.train(7);
    assertThat(report.promoted()).as("%s", report).isTrue();
    assertThat(report.gain()).isGreaterThan(report.blendGain());
    assertThat(report.lists()).isEqualTo(LISTS);
    Api.as("analyst")
        .get("/v1/models/{id}", report.modelId())
        .then()
        .statusCode(200)
        .body("state", equalTo("champion"))
        .body("card.rows", equalTo(LISTS));

    String user = userWith(Watch.NEW, report.modelId());
    JsonPath after = Api.ask(user);
    assertThat(after.<String>getList("items.itemId")).isNotEqualTo(before.get(user)).isNotEmpty();
    assertThat(before).containsKey(user);
    int reranked = 0;
    for (Map<String, Object> item : after.<Map<String, Object>>getList("items")) {
      double sum = 0;
      for (Object one : (List<?>) item.get("reasons")) {
        Map<?, ?> reason = (Map<?, ?>) one;
        sum += number(reason.get("weight"));
        if (CODE.equals(reason.get("code"))) {
          reranked++;
          addsUp(reason, report.modelId());
        }
      }
      assertThat(sum).isCloseTo(number(item.get("score")), within(1e-4 * Math.max(1, sum)));
    }
    assertThat(reranked).isGreaterThanOrEqualTo(8);
    whatItWasToldIsKept(after.getString("id"));
    whoIsHeldBackKeepsTheOrderOfBefore(report.modelId());

    shop.consent("ranked-0", false);
    await().untilAsserted(() -> assertThat(Log.lag()).isZero());
    assertThat(examples.read().lists()).as("without who has withdrawn").hasSize(LISTS - 1);
  }

  /** One whose lists are of that arm of the watch over the ranker. */
  private String userWith(String arm, String ranker) {
    await().until(() -> watches.current().stream().map(Watch::model).anyMatch(ranker::equals));
    return IntStream.range(0, PlantedShop.CUSTOMERS)
        .mapToObj(PlantedShop::user)
        .filter(
            user ->
                watches
                    .of(TestShop.cid(user))
                    .filter(watch -> watch.model().equals(ranker))
                    .filter(watch -> watch.arm(TestShop.cid(user), 0.1).equals(arm))
                    .isPresent())
        .findFirst()
        .orElseThrow();
  }

  private void whoIsHeldBackKeepsTheOrderOfBefore(String ranker) {
    String user = userWith(Watch.FORMER, ranker);
    await()
        .untilAsserted(
            () -> assertThat(Api.ask(user).getString("items.reasons.code")).doesNotContain(CODE));
  }

  private static void addsUp(Map<?, ?> reason, String model) {
    Map<?, ?> evidence = (Map<?, ?>) reason.get("evidence");
    assertThat(evidence.get("model")).isEqualTo(model);
    double parts =
        ((List<?>) evidence.get("features"))
            .stream().mapToDouble(part -> number(((Map<?, ?>) part).get("contribution"))).sum();
    assertThat(parts)
        .isCloseTo(number(reason.get("weight")), within(1e-4 * Math.max(1, Math.abs(parts))));
  }

  private void whatItWasToldIsKept(String id) {
    await()
        .untilAsserted(
            () ->
                assertThat(Api.as("service").get("/v1/recommendations/" + id).statusCode())
                    .isEqualTo(200));
    String features =
        Sql.list(
                store,
                row -> row.getString(1),
                "select details -> 0 -> 'features' from exposure where list_id = ?",
                id)
            .getFirst();
    assertThat(features.split(",")).hasSize(Feature.COUNT);
  }

  /** Customers choose what their own items do not speak for, wherever it stands. */
  private void show() {
    Instant first = Instant.now().truncatedTo(ChronoUnit.SECONDS).minus(Duration.ofDays(20));
    SplittableRandom random = new SplittableRandom(8);
    List<CustomerProfileChanged> profiles = new ArrayList<>();
    List<RecommendationExposed> lists = new ArrayList<>();
    List<CustomerEvent> events = new ArrayList<>();
    for (int i = 0; i < LISTS; i++) {
      String cid = TestShop.cid("ranked-" + i);
      Instant shown = first.plusSeconds(60L * i);
      profiles.add(
          new CustomerProfileChanged(
              UUID.randomUUID().toString(),
              cid,
              Map.of(),
              Map.of(Purpose.PERSONALIZATION, true),
              first));
      int liked = random.nextInt(ITEMS);
      lists.add(list(cid, shown, liked, i == 0 ? MANY_ITEMS : ITEMS));
      int chosen = random.nextInt(5) == 0 ? random.nextInt(ITEMS) : liked;
      events.add(shop.viewed(cid, "R" + chosen, shown.plusSeconds(10)));
    }
    shop.send(Topics.CUSTOMER_PROFILES, profiles);
    await().untilAsserted(() -> assertThat(Log.lag()).isZero());
    shop.send(Topics.RECOMMENDATION_EXPOSURES, lists);
    shop.send(Topics.CUSTOMER_EVENTS, events);
  }

  private static RecommendationExposed list(String cid, Instant shown, int liked, int size) {
    List<RecommendationExposed.Item> items = new ArrayList<>();
    for (int i = 0; i < size; i++) {
      List<Float> features = new ArrayList<>();
      for (Feature feature : Feature.values()) {
        features.add(
            switch (feature) {
              case SCORE -> -0.3f * i;
              case NEIGHBOURS -> i == liked ? 0.1f : 0.8f;
              case POPULAR -> 0.6f - 0.1f * i;
              default -> 0f;
            });
      }
      items.add(
          new RecommendationExposed.Item(
              "R" + i,
              i + 1,
              "popular",
              0.5,
              List.of(),
              null,
              null,
              null,
              null,
              1.0 / ITEMS,
              null,
              null,
              features));
    }
    return new RecommendationExposed(
        "recommendation-" + UUID.randomUUID(), cid, "ranked", items, "m-1", shown, LOT, "a");
  }

  private static double number(Object value) {
    return ((Number) value).doubleValue();
  }
}
