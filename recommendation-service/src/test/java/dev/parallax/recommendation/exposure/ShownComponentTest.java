package dev.parallax.recommendation.exposure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;

import dev.parallax.contracts.Topics;
import dev.parallax.contracts.catalog.CatalogItemChanged;
import dev.parallax.contracts.recommendation.RecommendationExposed;
import dev.parallax.contracts.wire.EventJson;
import dev.parallax.kit.log.LogProducer;
import dev.parallax.kit.testing.WithRealServers;
import dev.parallax.recommendation.Api;
import dev.parallax.recommendation.Seeded;
import dev.parallax.recommendation.TestShop;
import io.agroal.api.AgroalDataSource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import jakarta.inject.Inject;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What was shown is kept and told with what followed, and who saw it says so. */
@QuarkusTest
@WithRealServers
class ShownComponentTest {
  @Inject LogProducer log;
  @Inject AgroalDataSource store;
  @Inject SeenLists seenLists;
  @Inject Exposures exposures;
  private TestShop shop;
  private ShownLists lists;

  @BeforeEach
  void seed() {
    shop = new TestShop(log);
    lists = new ShownLists(shop, store);
    Seeded.ensure(shop);
  }

  @Test
  void aListIsToldAsItWasThenWithWhatFollowed() {
    lists.agreed("told");
    JsonPath answer = ShownLists.ask("told");
    String id = answer.getString("id");
    String item = answer.getString("items[1].itemId");
    JsonPath shown = ShownLists.shown(id);
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
        TestShop.track("Product Clicked", TestShop.cid("told"), ShownLists.named(item, id), later),
        TestShop.track(
            "Product List Viewed",
            TestShop.cid("told"),
            EventJson.mapper().createObjectNode().put("list_id", id),
            later),
        shop.bought(TestShop.cid("told"), "told-1", later.plusSeconds(1), item));
    await()
        .untilAsserted(
            () -> assertThat(ShownLists.shown(id).getString("items[1].orderedAt")).isNotNull());
    JsonPath followed = ShownLists.shown(id);
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
    lists.agreed("seer");
    JsonPath answer = ShownLists.ask("seer");
    String id = answer.getString("id");
    ShownLists.report(
            Map.of("recommendationId", id, "items", List.of(answer.getString("items[0].itemId"))))
        .statusCode(202);
    await().untilAsserted(() -> assertThat(ShownLists.shown(id).getString("seenAt")).isNotNull());
    assertThat(ShownLists.shown(id).getBoolean("items[0].seen")).isTrue();
    assertThat(ShownLists.shown(id).getBoolean("items[1].seen")).isFalse();
    Api.mistake(ShownLists.report(Map.of("recommendationId", "no")), "recommendationId");
    Api.mistake(
        ShownLists.report(Map.of("recommendationId", id, "items", List.of(" "))), "items[0]");
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
  void onlyWhoWasShownAListSaysThatItWasSeenAndOnlyOfItsItems() {
    String cid = lists.agreed("shown-it");
    String another = lists.agreed("another");
    RecommendationExposed list = ShownLists.exposed(cid, Instant.now());
    shop.send(Topics.RECOMMENDATION_EXPOSURES, List.of(list));
    ShownLists.takenIn();
    shop.events(
        TestShop.track("Product List Viewed", another, ShownLists.list(list.id()), Instant.now()));
    ShownLists.takenIn();
    assertThat(ShownLists.shown(list.id()).getString("seenAt")).isNull();
    ShownLists.report(Map.of("recommendationId", list.id(), "items", List.of("I07", "I08")))
        .statusCode(202);
    assertThat(lists.rows("select unnest(items) from seen where list_id = ?", list.id())).isOne();

    RecommendationExposed late = ShownLists.exposed(cid, Instant.now());
    RecommendationExposed never = ShownLists.exposed(cid, Instant.now());
    for (RecommendationExposed one : List.of(late, never)) {
      ShownLists.report(Map.of("recommendationId", one.id(), "items", List.of("I07", "I08")))
          .statusCode(202);
    }
    shop.send(Topics.RECOMMENDATION_EXPOSURES, List.of(late));
    ShownLists.takenIn();
    seenLists.forgetUnlisted(Instant.now().plus(Duration.ofDays(2)));
    assertThat(lists.rows("select 1 from seen where list_id = ?", never.id())).isZero();
    assertThat(lists.rows("select unnest(items) from seen where list_id = ?", late.id())).isOne();
  }

  @Test
  void aListThatTheLogDoesNotTakeCostsNoOtherListAnything() {
    String cid = lists.agreed("verbose");
    exposures.add(
        new RecommendationExposed(
            "recommendation-" + UUID.randomUUID(),
            cid,
            "x".repeat(9 * 1024 * 1024),
            List.of(),
            "m-1",
            Instant.now()));
    RecommendationExposed fine = ShownLists.exposed(cid, Instant.now());
    exposures.add(fine);
    await()
        .untilAsserted(
            () ->
                assertThat(Api.as("analyst").get("/v1/recommendations/" + fine.id()).statusCode())
                    .isEqualTo(200));
  }
}
