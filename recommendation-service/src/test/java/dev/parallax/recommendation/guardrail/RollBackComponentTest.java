package dev.parallax.recommendation.guardrail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

import dev.parallax.contracts.Topics;
import dev.parallax.contracts.behaviour.CustomerEvent;
import dev.parallax.contracts.profile.CustomerProfileChanged;
import dev.parallax.contracts.profile.Purpose;
import dev.parallax.contracts.recommendation.RecommendationExposed;
import dev.parallax.kit.log.LogProducer;
import dev.parallax.kit.model.ModelRegistry;
import dev.parallax.kit.model.StoredModel;
import dev.parallax.kit.testing.WithRealServers;
import dev.parallax.recommendation.Api;
import dev.parallax.recommendation.Log;
import dev.parallax.recommendation.Seeded;
import dev.parallax.recommendation.TestShop;
import dev.parallax.recommendation.model.ModelCodec;
import dev.parallax.recommendation.model.RecommendationModel;
import dev.parallax.recommendation.neighbour.SparseMatrix;
import dev.parallax.recommendation.offer.Offers;
import dev.parallax.recommendation.offer.Variant;
import dev.parallax.recommendation.ranker.ServingRanker;
import dev.parallax.recommendation.ranking.Blend;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

/** A model that does worse is found out and taken back, once. */
@QuarkusTest
@WithRealServers
class RollBackComponentTest {
  private static final int CUSTOMERS = 400;

  @Inject LogProducer log;
  @Inject ModelRegistry registry;
  @Inject Watches watches;
  @Inject ServingRanker rankers;
  @Inject WatchStore store;
  private TestShop shop;

  @Test
  void aModelThatForgotEverythingServesMostCustomersUntilFewerClickThenTheFormerServesAgain()
      throws InterruptedException {
    shop = new TestShop(log);
    Seeded.ensure(shop);
    StoredModel former = registry.champion(Offers.MODEL).orElseThrow();
    noWatchOfBefore();
    String yesterdays = promoteOneThatForgotEverything(former);
    Watch first = watchOver(yesterdays);
    store.begin(first, true);
    assertThat(store.current(Watched.MODEL)).as("begun by another replica, too").contains(first);
    String broken = promoteOneThatForgotEverything(former);
    Watch watch = watchOver(broken);
    assertThat(watch.former()).as("not yet judged against").isEqualTo(former.id());
    assertThat(watch.experiment()).isEqualTo(first.experiment());
    assertThat(watch.since()).isEqualTo(first.since());
    bothServeTheirOwn(watch);

    shown(watch, Watch.FORMER, 3);
    shown(watch, Watch.NEW, 40);
    bothLookAtOnce();
    assertThat(registry.champion(Offers.MODEL).orElseThrow().id()).isEqualTo(former.id());
    Api.as("analyst")
        .get("/v1/models/{id}", broken)
        .then()
        .body("state", equalTo("rejected"))
        .body("card.evaluation", containsString("Rolled back on "))
        .body("card.evaluation", containsString("click-through"));
    Api.as("analyst")
        .post("/v1/models/{id}/promote", broken)
        .then()
        .statusCode(409)
        .body("type", equalTo("urn:parallax:problem:model-rejected"));
    JsonPath audited =
        Api.as("admin")
            .get("/v1/audit?action=model-rolled-back")
            .then()
            .statusCode(200)
            .extract()
            .jsonPath();
    assertThat(audited.<String>getList("items.subject")).containsOnlyOnce(broken);
    assertThat(audited.getString("items[0].details.instead")).isEqualTo(former.id());
    Api.as("admin")
        .get("/q/metrics")
        .then()
        .body(containsString("parallax_recommendation_rollbacks_total"));
    await()
        .untilAsserted(
            () ->
                assertThat(Api.ask("watched-0").getString("modelVersion")).isEqualTo(former.id()));
    watchOverIsEndedByHand(yesterdays, former.id());
    await()
        .during(Duration.ofSeconds(2))
        .untilAsserted(
            () -> assertThat(watches.current()).as("no watch over the old one").isEmpty());
  }

  @Test
  void aFirstRankerThatIsClickedLessIsTakenOutAndTheBlendedScoresOrderIsBack()
      throws InterruptedException {
    shop = new TestShop(log);
    Seeded.ensure(shop);
    noWatchOfBefore();
    byte[] ofNothing = "{\"format\":\"choice-1\",\"features\":[]}".getBytes(StandardCharsets.UTF_8);
    String ranker =
        registry.store(
            ServingRanker.MODEL,
            registry.champion(Offers.MODEL).orElseThrow().card(),
            ofNothing,
            true);
    registry.promote(ranker);
    Watch watch = watchOver(ranker);
    assertThat(watch.former()).isEqualTo(ServingRanker.NONE);
    assertThat(watch.variant(Watch.FORMER).ranker()).isEqualTo(ServingRanker.NONE);
    assertThat(watch.variant(Watch.NEW)).isEqualTo(new Variant(null, null, ranker));

    shown(watch, Watch.FORMER, 3);
    shown(watch, Watch.NEW, 40);
    bothLookAtOnce();
    assertThat(registry.champion(ServingRanker.MODEL)).isEmpty();
    assertThat(rankers.current()).isEmpty();
    Api.as("analyst")
        .get("/v1/models/{id}", ranker)
        .then()
        .body("state", equalTo("rejected"))
        .body("card.evaluation", containsString("of the former order"));
    QuarkusTransaction.requiringNew().run(() -> registry.delete(ServingRanker.MODEL));
  }

  private void noWatchOfBefore() {
    for (Watched what : Watched.values()) {
      store.current(what).ifPresent(old -> store.end(old, "passed", Instant.now(), Map.of()));
    }
    await()
        .atMost(Duration.ofSeconds(10))
        .untilAsserted(() -> assertThat(watches.current()).isEmpty());
  }

  private Watch watchOver(String model) {
    await()
        .atMost(Duration.ofSeconds(10))
        .until(() -> watches.current().stream().map(Watch::model).anyMatch(model::equals));
    return watches.current().stream()
        .filter(watch -> watch.model().equals(model))
        .findFirst()
        .orElseThrow();
  }

  /** Who promotes the former again does not want the other to win customers with it. */
  private void watchOverIsEndedByHand(String model, String former) {
    registry.promote(model);
    assertThat(watchOver(model).former()).isEqualTo(former);
    registry.promote(former);
    await()
        .atMost(Duration.ofSeconds(10))
        .untilAsserted(() -> assertThat(watches.current()).isEmpty());
  }

  private String promoteOneThatForgotEverything(StoredModel former) {
    RecommendationModel model = ModelCodec.read(registry.artifact(former.id()).orElseThrow());
    int items = model.items().size();
    RecommendationModel forgetful =
        new RecommendationModel(
            model.items(),
            List.of(),
            SparseMatrix.empty(items),
            Blend.POPULAR_ONLY,
            Blend.POPULAR_ONLY);
    String id = registry.store(Offers.MODEL, former.card(), ModelCodec.write(forgetful), true);
    registry.promote(id);
    return id;
  }

  /** Each customer gets the model of their arm, the same each time, and the list says so. */
  private void bothServeTheirOwn(Watch watch) {
    List<String> users = new ArrayList<>();
    for (int i = 0; users.size() < 4; i++) {
      boolean heldBack = watch.arm(TestShop.cid("watched-" + i), 0.1).equals(Watch.FORMER);
      if (heldBack == users.size() < 2) {
        users.add("watched-" + i);
        shop.consent("watched-" + i, true);
      }
    }
    for (String user : users) {
      String arm = watch.arm(TestShop.cid(user), 0.1);
      await()
          .atMost(Duration.ofSeconds(15))
          .untilAsserted(
              () -> {
                JsonPath answer = Api.ask(user);
                assertThat(answer.getString("modelVersion"))
                    .isEqualTo(arm.equals(Watch.FORMER) ? watch.former() : watch.model());
                JsonPath kept =
                    Api.as("analyst")
                        .get("/v1/recommendations/{id}", answer.getString("id"))
                        .jsonPath();
                assertThat(kept.getString("arm")).isEqualTo(arm);
                assertThat(kept.getString("experiment")).isEqualTo(watch.experiment());
              });
    }
  }

  /** Lists of that arm for many customers, of whom one in so many clicks. */
  private void shown(Watch watch, String arm, int oneIn) {
    Instant at = Instant.now();
    List<CustomerProfileChanged> profiles = new ArrayList<>();
    List<RecommendationExposed> lists = new ArrayList<>();
    List<CustomerEvent> clicks = new ArrayList<>();
    for (int i = 0; i < CUSTOMERS; i++) {
      String cid = TestShop.cid("watched-" + arm + i);
      profiles.add(
          new CustomerProfileChanged(
              UUID.randomUUID().toString(),
              cid,
              Map.of(),
              Map.of(Purpose.PERSONALIZATION, true),
              at));
      lists.add(
          new RecommendationExposed(
              "recommendation-" + UUID.randomUUID(),
              cid,
              "home",
              List.of(new RecommendationExposed.Item("I01", 1, "popular", 1, List.of())),
              watch.model(),
              at,
              watch.experiment(),
              arm));
      if (i % oneIn == 0) {
        clicks.add(shop.viewed(cid, "I01", at.plusMillis(1)));
      }
    }
    shop.send(Topics.CUSTOMER_PROFILES, profiles);
    await().untilAsserted(() -> assertThat(Log.lag()).isZero());
    shop.send(Topics.RECOMMENDATION_EXPOSURES, lists);
    shop.send(Topics.CUSTOMER_EVENTS, clicks);
    await().untilAsserted(() -> assertThat(Log.lag()).isZero());
  }

  /** As two replicas do. */
  private void bothLookAtOnce() throws InterruptedException {
    CountDownLatch start = new CountDownLatch(1);
    List<Thread> replicas = new ArrayList<>();
    for (int i = 0; i < 2; i++) {
      replicas.add(
          Thread.ofPlatform()
              .start(
                  () -> {
                    try {
                      start.await();
                      watches.look();
                    } catch (InterruptedException e) {
                      Thread.currentThread().interrupt();
                    }
                  }));
    }
    start.countDown();
    for (Thread replica : replicas) {
      replica.join();
    }
    await()
        .atMost(Duration.ofSeconds(10))
        .until(
            () -> {
              watches.look();
              return watches.current().isEmpty();
            });
  }
}
