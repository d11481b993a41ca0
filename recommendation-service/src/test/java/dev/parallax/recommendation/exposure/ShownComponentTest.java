package dev.parallax.recommendation.exposure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.parallax.contracts.Topics;
import dev.parallax.contracts.catalog.CatalogItemChanged;
import dev.parallax.contracts.recommendation.RecommendationExposed;
import dev.parallax.contracts.wire.EventJson;
import dev.parallax.kit.log.LogProducer;
import dev.parallax.kit.privacy.PersonalStore;
import dev.parallax.kit.store.Sql;
import dev.parallax.kit.testing.WithRealServers;
import dev.parallax.recommendation.Api;
import dev.parallax.recommendation.Log;
import dev.parallax.recommendation.Seeded;
import dev.parallax.recommendation.TestShop;
import io.agroal.api.AgroalDataSource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import jakarta.inject.Inject;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What was shown is kept, told with what followed, and goes with the customer. */
@QuarkusTest
@WithRealServers
class ShownComponentTest {
  @Inject LogProducer log;
  @Inject AgroalDataSource store;
  @Inject PersonalStore personal;
  @Inject Partitions partitions;
  @Inject SeenLists seenLists;
  @Inject Exposures exposures;
  private TestShop shop;

  @BeforeEach
  void seed() {
    shop = new TestShop(log);
    Seeded.ensure(shop);
  }

  @Test
  void aListIsToldAsItWasThenWithWhatFollowed() {
    agreed("told");
    JsonPath answer = ask("told");
    String id = answer.getString("id");
    String item = answer.getString("items[1].itemId");
    JsonPath shown = shown(id);
    assertThat(shown.<String>getList("items.itemId")).isEqualTo(answer.getList("items.itemId"));
    assertThat(shown.<Object>getList("items.reasons")).isEqualTo(answer.getList("items.reasons"));
    assertThat(shown.getString("modelVersion")).isEqualTo(answer.getString("modelVersion"));
    assertThat(shown.getString("seenAt")).isNull();

    shop.send(
        Topics.CATALOG,
        List.of(
            new CatalogItemChanged(
                UUID.randomUUID().toString(),
                item,
                "Renamed " + item,
                "things",
                CatalogItemChanged.Kind.PRODUCT,
                new BigDecimal("9.99"),
                "EUR",
                true,
                Map.of(),
                Instant.now(),
                "test")));
    Instant later = Instant.now().plusSeconds(5);
    shop.events(
        TestShop.track("Product Clicked", TestShop.cid("told"), named(item, id), later),
        TestShop.track(
            "Product List Viewed",
            TestShop.cid("told"),
            EventJson.mapper().createObjectNode().put("list_id", id),
            later),
        shop.bought(TestShop.cid("told"), "told-1", later.plusSeconds(1), item));
    await().untilAsserted(() -> assertThat(shown(id).getString("items[1].orderedAt")).isNotNull());
    JsonPath followed = shown(id);
    assertThat(followed.getString("items[1].name")).isEqualTo("Item " + item);
    assertThat(followed.getString("items[1].clickedAt")).isNotNull();
    assertThat(followed.getString("items[0].clickedAt")).isNull();
    assertThat(followed.getBoolean("items[0].seen")).isTrue();
    shop.send(
        Topics.CATALOG, List.of(TestShop.catalogItem(item, CatalogItemChanged.Kind.PRODUCT, true)));

    JsonPath page =
        Api.as("marketer")
            .get("/v1/exposures?userId=told&limit=1")
            .then()
            .statusCode(200)
            .body("items[0].id", equalTo(id))
            .extract()
            .jsonPath();
    assertThat(page.getString("nextCursor")).isNull();
  }

  @Test
  void aShopSaysWhatWasSeenAndBadReportsNameTheField() {
    agreed("seer");
    JsonPath answer = ask("seer");
    String id = answer.getString("id");
    report(Map.of("recommendationId", id, "items", List.of(answer.getString("items[0].itemId"))))
        .statusCode(202);
    await().untilAsserted(() -> assertThat(shown(id).getString("seenAt")).isNotNull());
    assertThat(shown(id).getBoolean("items[0].seen")).isTrue();
    assertThat(shown(id).getBoolean("items[1].seen")).isFalse();
    Api.mistake(report(Map.of("recommendationId", "no")), "recommendationId");
    Api.mistake(report(Map.of("recommendationId", id, "items", List.of(" "))), "items[0]");
    Api.mistake(Api.as("analyst").get("/v1/exposures?from=never").then(), "from");
    Api.mistake(Api.as("analyst").get("/v1/exposures?cursor=bm9uc2Vuc2U").then(), "cursor");
    Api.as("analyst")
        .get("/v1/recommendations/recommendation-0")
        .then()
        .statusCode(404)
        .body("errors[0].field", equalTo("id"));
    Api.as("fraud-analyst").get("/v1/recommendations/" + id).then().statusCode(403);
  }

  @Test
  void withoutConsentNothingIsKeptAlsoWhenItIsWithdrawnOnTheWay() {
    String cid = agreed("changed-mind");
    RecommendationExposed before = exposed(cid, Instant.now());
    shop.send(Topics.RECOMMENDATION_EXPOSURES, List.of(before));
    exposuresTakenIn();
    assertThat(shown(before.id()).getString("cid")).isEqualTo(cid);
    shop.consent("changed-mind", false);
    takenIn();
    Api.as("analyst").get("/v1/recommendations/" + before.id()).then().statusCode(404);
    Api.as("analyst")
        .get("/v1/exposures?userId=changed-mind")
        .then()
        .statusCode(200)
        .body("items", hasSize(0));
    shop.events(
        TestShop.track("Product Clicked", cid, named("I07", before.id()), Instant.now()),
        TestShop.track("Product List Viewed", cid, list(before.id()), Instant.now()));
    takenIn();
    assertThat(rows("select 1 from signal where cid = ?", cid)).isOne();
    assertThat(rows("select 1 from signal where list_id is not null and cid = ?", cid)).isZero();
    assertThat(rows("select 1 from seen where list_id = ?", before.id())).isZero();
    RecommendationExposed onItsWay = exposed(TestShop.cid("changed-mind"), Instant.now());
    shop.send(Topics.RECOMMENDATION_EXPOSURES, List.of(onItsWay));
    exposuresTakenIn();
    assertThat(Api.as("analyst").get("/v1/recommendations/" + onItsWay.id()).statusCode())
        .isEqualTo(404);
  }

  @Test
  void onlyWhoWasShownAListSaysThatItWasSeenAndOnlyOfItsItems() {
    String cid = agreed("shown-it");
    String another = agreed("another");
    RecommendationExposed list = exposed(cid, Instant.now());
    shop.send(Topics.RECOMMENDATION_EXPOSURES, List.of(list));
    exposuresTakenIn();
    shop.events(TestShop.track("Product List Viewed", another, list(list.id()), Instant.now()));
    takenIn();
    assertThat(shown(list.id()).getString("seenAt")).isNull();
    report(Map.of("recommendationId", list.id(), "items", List.of("I07", "I08"))).statusCode(202);
    assertThat(rows("select unnest(items) from seen where list_id = ?", list.id())).isOne();

    RecommendationExposed late = exposed(cid, Instant.now());
    RecommendationExposed never = exposed(cid, Instant.now());
    for (RecommendationExposed one : List.of(late, never)) {
      report(Map.of("recommendationId", one.id(), "items", List.of("I07", "I08"))).statusCode(202);
    }
    shop.send(Topics.RECOMMENDATION_EXPOSURES, List.of(late));
    exposuresTakenIn();
    seenLists.forgetUnlisted(Instant.now().plus(Duration.ofDays(2)));
    assertThat(rows("select 1 from seen where list_id = ?", never.id())).isZero();
    assertThat(rows("select unnest(items) from seen where list_id = ?", late.id())).isOne();
  }

  @Test
  void aListThatTheLogDoesNotTakeCostsNoOtherListAnything() {
    String cid = agreed("verbose");
    exposures.add(
        new RecommendationExposed(
            "recommendation-" + UUID.randomUUID(),
            cid,
            "x".repeat(9 * 1024 * 1024),
            List.of(),
            "m-1",
            Instant.now()));
    RecommendationExposed fine = exposed(cid, Instant.now());
    exposures.add(fine);
    await()
        .untilAsserted(
            () ->
                assertThat(Api.as("analyst").get("/v1/recommendations/" + fine.id()).statusCode())
                    .isEqualTo(200));
  }

  @Test
  void aWeekComesAndGoesWhileListsAreRead() throws Exception {
    Instant old = Instant.now().minus(Duration.ofDays(87));
    Thread dropping;
    try (Connection reader = store.getConnection();
        Statement statement = reader.createStatement()) {
      reader.setAutoCommit(false);
      statement.executeQuery("select 1 from exposure limit 1").close();
      Thread making = Thread.ofPlatform().start(() -> partitions.ensure(old));
      assertThat(making.join(Duration.ofSeconds(10))).as("made").isTrue();
      dropping =
          Thread.ofPlatform().start(() -> partitions.forgetBefore(old.plus(Duration.ofDays(7))));
      String waiting = "select 1 from pg_inherits where inhdetachpending and ? <> ''";
      await().untilAsserted(() -> assertThat(rows(waiting, "-")).isOne());
      assertThat(
              CompletableFuture.supplyAsync(
                      () -> rows("select 1 from exposure where list_id = ?", "none"))
                  .get(5, TimeUnit.SECONDS))
          .as("read meanwhile")
          .isZero();
      reader.rollback();
      reader.setAutoCommit(true);
    }
    assertThat(dropping.join(Duration.ofSeconds(30))).as("dropped").isTrue();
    String week = "select 1 from pg_class where relname ~ '^exposure_[0-9]{8}$' and relname <= ?";
    String first = "exposure_" + old.toString().substring(0, 10).replace("-", "");
    assertThat(rows(week, first)).isZero();
  }

  @Test
  void mergesSplitsExportsAndErasuresTakeListsAndWhatFollowedWithThem() {
    String cid = agreed("shown-merged");
    String visitor = TestShop.PSEUDONYMS.anonymous("shown-merged");
    shop.consent(visitor, true, Instant.now());
    takenIn();
    Instant now = Instant.now().minusSeconds(600);
    RecommendationExposed list = exposed(visitor, now);
    shop.send(Topics.RECOMMENDATION_EXPOSURES, List.of(list));
    shop.events(shop.bought(cid, "merged-order", now.plusSeconds(60), "I07"));
    exposuresTakenIn();
    assertThat(shown(list.id()).getString("items[0].orderedAt")).as("another's order").isNull();
    shop.merge(visitor, cid, 1);
    takenIn();
    assertThat(shown(list.id()).getString("cid")).isEqualTo(cid);
    assertThat(shown(list.id()).getString("items[0].orderedAt")).isNotNull();
    assertThat(personal.gather(List.of(cid)).path("exposures")).hasSize(1);
    assertThat(personal.gather(List.of(cid)).path("outcomes")).hasSize(1);
    shop.split(cid, visitor, 2);
    takenIn();
    assertThat(shown(list.id()).getString("cid")).isEqualTo(visitor);
    assertThat(shown(list.id()).getString("items[0].orderedAt")).isNull();
    report(Map.of("recommendationId", list.id())).statusCode(202);
    shop.erase(visitor);
    await()
        .untilAsserted(
            () ->
                assertThat(Api.as("analyst").get("/v1/recommendations/" + list.id()).statusCode())
                    .isEqualTo(404));
    assertThat(rows("select 1 from seen where list_id = ?", list.id())).isZero();
    shop.send(Topics.RECOMMENDATION_EXPOSURES, List.of(exposed(visitor, now)));
    exposuresTakenIn();
    assertThat(rows("select 1 from exposure where cid = ?", visitor)).isZero();
  }

  @Test
  void whatIsOlderThanIsKeptIsDroppedByTheWeekWithWhatFollowed() {
    String cid = agreed("long-ago");
    Instant old = Instant.now().minus(Duration.ofDays(80));
    RecommendationExposed list = exposed(cid, old);
    RecommendationExposed tooOld = exposed(cid, Instant.now().minus(Duration.ofDays(100)));
    shop.send(Topics.RECOMMENDATION_EXPOSURES, List.of(list, tooOld));
    shop.events(shop.viewed(cid, "I07", old.plusSeconds(60)));
    exposuresTakenIn();
    assertThat(shown(list.id()).getString("items[0].clickedAt")).isNotNull();
    assertThat(rows("select 1 from exposure where list_id = ?", tooOld.id())).isZero();
    partitions.forgetBefore(old.plus(Duration.ofDays(7)));
    assertThat(rows("select 1 from exposure where list_id = ?", list.id())).isZero();
    assertThat(rows("select 1 from outcome where list_id = ?", list.id())).isZero();
    shop.send(Topics.RECOMMENDATION_EXPOSURES, List.of(exposed(cid, old)));
    exposuresTakenIn();
    assertThat(rows("select 1 from exposure where cid = ?", cid)).as("the week again").isOne();
  }

  private static RecommendationExposed exposed(String cid, Instant at) {
    return new RecommendationExposed(
        "recommendation-" + UUID.randomUUID(),
        cid,
        "home",
        List.of(new RecommendationExposed.Item("I07", 1, "popular", 0.5, List.of())),
        "m-1",
        at);
  }

  private static ObjectNode list(String id) {
    return EventJson.mapper().createObjectNode().put("list_id", id);
  }

  private static ObjectNode named(String item, String list) {
    return EventJson.mapper().createObjectNode().put("product_id", item).put("list_id", list);
  }

  private String agreed(String user) {
    shop.consent(user, true);
    takenIn();
    return TestShop.cid(user);
  }

  private static JsonPath ask(String user) {
    JsonPath answer = Api.ask(user);
    String id = answer.getString("id");
    await()
        .untilAsserted(
            () ->
                assertThat(Api.as("service").get("/v1/recommendations/" + id).statusCode())
                    .isEqualTo(200));
    return answer;
  }

  private static JsonPath shown(String id) {
    return Api.as("analyst")
        .get("/v1/recommendations/{id}", id)
        .then()
        .statusCode(200)
        .extract()
        .jsonPath();
  }

  private static io.restassured.response.ValidatableResponse report(Map<String, ?> body) {
    return Api.as("service")
        .contentType("application/json")
        .body(body)
        .post("/v1/exposures")
        .then();
  }

  private int rows(String sql, String parameter) {
    return Sql.list(store, row -> 1, sql, parameter).size();
  }

  /** The lag says nothing of a topic before something of it was taken in. */
  private void exposuresTakenIn() {
    RecommendationExposed marker = exposed(agreed("marker"), Instant.now());
    shop.send(Topics.RECOMMENDATION_EXPOSURES, List.of(marker));
    await()
        .untilAsserted(
            () ->
                assertThat(Api.as("service").get("/v1/recommendations/" + marker.id()).statusCode())
                    .isEqualTo(200));
    takenIn();
  }

  private static void takenIn() {
    await().untilAsserted(() -> assertThat(Log.lag()).isZero());
  }
}
