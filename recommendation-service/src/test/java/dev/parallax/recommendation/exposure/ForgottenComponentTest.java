package dev.parallax.recommendation.exposure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.hasSize;

import com.fasterxml.jackson.databind.JsonNode;
import dev.parallax.contracts.Topics;
import dev.parallax.contracts.recommendation.RecommendationExposed;
import dev.parallax.kit.log.LogProducer;
import dev.parallax.kit.privacy.PersonalStore;
import dev.parallax.kit.testing.WithRealServers;
import dev.parallax.recommendation.Api;
import dev.parallax.recommendation.Seeded;
import dev.parallax.recommendation.TestShop;
import io.agroal.api.AgroalDataSource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What was shown goes with consent, with the customer and with time. */
@QuarkusTest
@WithRealServers
class ForgottenComponentTest {
  private static final Set<String> MADE_ANEW =
      Set.of("customer", "membership", "outcome", "profile");

  @Inject LogProducer log;
  @Inject AgroalDataSource store;
  @Inject PersonalStore personal;
  @Inject Partitions partitions;
  private TestShop shop;
  private ShownLists lists;

  @BeforeEach
  void seed() {
    shop = new TestShop(log);
    lists = new ShownLists(shop, store);
    Seeded.ensure(shop);
  }

  @Test
  void withoutConsentNothingIsKeptAlsoWhenItIsWithdrawnOnTheWay() {
    String cid = lists.agreed("changed-mind");
    RecommendationExposed before = ShownLists.exposed(cid, Instant.now());
    shop.send(Topics.RECOMMENDATION_EXPOSURES, List.of(before));
    ShownLists.takenIn();
    assertThat(ShownLists.shown(before.id()).getString("cid")).isEqualTo(cid);
    shop.consent("changed-mind", false);
    ShownLists.takenIn();
    Api.as("analyst").get("/v1/recommendations/" + before.id()).then().statusCode(404);
    Api.as("analyst")
        .get("/v1/exposures?userId=changed-mind")
        .then()
        .statusCode(200)
        .body("items", hasSize(0));
    shop.events(
        TestShop.track("Product Clicked", cid, ShownLists.named("I07", before.id()), Instant.now()),
        TestShop.track("Product List Viewed", cid, ShownLists.list(before.id()), Instant.now()));
    ShownLists.takenIn();
    assertThat(lists.rows("select 1 from signal where cid = ?", cid)).isOne();
    assertThat(lists.rows("select 1 from signal where list_id is not null and cid = ?", cid))
        .isZero();
    assertThat(lists.rows("select 1 from seen where list_id = ?", before.id())).isZero();
    RecommendationExposed onItsWay =
        ShownLists.exposed(TestShop.cid("changed-mind"), Instant.now());
    shop.send(Topics.RECOMMENDATION_EXPOSURES, List.of(onItsWay));
    ShownLists.takenIn();
    assertThat(Api.as("analyst").get("/v1/recommendations/" + onItsWay.id()).statusCode())
        .isEqualTo(404);
  }

  @Test
  void mergesSplitsExportsAndErasuresTakeListsAndWhatFollowedWithThem() {
    String cid = lists.agreed("shown-merged");
    String visitor = TestShop.PSEUDONYMS.anonymous("shown-merged");
    shop.consent(visitor, true, Instant.now());
    ShownLists.takenIn();
    Instant now = Instant.now().minusSeconds(600);
    RecommendationExposed list = ShownLists.exposed(visitor, now);
    shop.send(Topics.RECOMMENDATION_EXPOSURES, List.of(list));
    shop.events(shop.bought(cid, "merged-order", now.plusSeconds(60), "I07"));
    ShownLists.takenIn();
    assertThat(ShownLists.shown(list.id()).getString("items[0].orderedAt"))
        .as("another's order")
        .isNull();
    shop.merge(visitor, cid, 1);
    ShownLists.takenIn();
    assertThat(ShownLists.shown(list.id()).getString("cid")).isEqualTo(cid);
    assertThat(ShownLists.shown(list.id()).getString("items[0].orderedAt")).isNotNull();
    assertThat(personal.gather(List.of(cid)).path("exposures")).hasSize(1);
    assertThat(personal.gather(List.of(cid)).path("outcomes")).hasSize(1);
    shop.split(cid, visitor, 2);
    ShownLists.takenIn();
    assertThat(ShownLists.shown(list.id()).getString("cid")).isEqualTo(visitor);
    assertThat(ShownLists.shown(list.id()).getString("items[0].orderedAt")).isNull();
    ShownLists.report(Map.of("recommendationId", list.id())).statusCode(202);
    shop.erase(visitor);
    await()
        .untilAsserted(
            () ->
                assertThat(Api.as("analyst").get("/v1/recommendations/" + list.id()).statusCode())
                    .isEqualTo(404));
    assertThat(lists.rows("select 1 from seen where list_id = ?", list.id())).isZero();
    shop.send(Topics.RECOMMENDATION_EXPOSURES, List.of(ShownLists.exposed(visitor, now)));
    ShownLists.takenIn();
    assertThat(lists.rows("select 1 from exposure where cid = ?", visitor)).isZero();
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
      await().untilAsserted(() -> assertThat(lists.rows(waiting, "-")).isOne());
      assertThat(
              CompletableFuture.supplyAsync(
                      () -> lists.rows("select 1 from exposure where list_id = ?", "none"))
                  .get(5, TimeUnit.SECONDS))
          .as("read meanwhile")
          .isZero();
      reader.rollback();
      reader.setAutoCommit(true);
    }
    assertThat(dropping.join(Duration.ofSeconds(30))).as("dropped").isTrue();
    String week = "select 1 from pg_class where relname ~ '^exposure_[0-9]{8}$' and relname <= ?";
    String first = "exposure_" + old.toString().substring(0, 10).replace("-", "");
    assertThat(lists.rows(week, first)).isZero();
  }

  @Test
  void noTableWithPseudonymsIsForgottenByMergesExportsSplitsAndErasures() {
    String cid = lists.agreed("in-every-table");
    String other = lists.agreed("in-every-table-too");
    CustomerTables tables = new CustomerTables(store);
    Instant now = Instant.now().minusSeconds(600);
    shop.segment("in-every-table", "S1");
    shop.send(Topics.RECOMMENDATION_EXPOSURES, List.of(ShownLists.exposed(cid, now)));
    shop.events(
        shop.viewed(cid, "I07", now.plusSeconds(10)),
        shop.bought(cid, "every-1", now.plusSeconds(20), "I07", "I08"),
        shop.refunded(cid, "every-1", now.plusSeconds(30), "I08"));
    Api.as("service")
        .contentType("application/json")
        .body(Map.of("userId", "in-every-table", "itemId", "I09"))
        .post("/v1/recommendations/feedback")
        .then()
        .statusCode(200);
    ShownLists.takenIn();
    Map<String, Integer> before = tables.rows("cid", cid);
    assertThat(before).as("a row in each, else add one here").doesNotContainValue(0);

    shop.merge(cid, other, 1);
    ShownLists.takenIn();
    assertThat(tables.rows("cid", cid).values()).as("of who was merged").containsOnly(0);
    Map<String, Integer> moved = tables.rows("given_cid", cid);
    assertThat(before).as("moved, and known whose it was").containsAllEntriesOf(moved);
    assertThat(before.keySet())
        .as("moved, or made anew of what is")
        .containsAll(moved.keySet())
        .hasSize(moved.size() + MADE_ANEW.size())
        .containsAll(MADE_ANEW);
    List<JsonNode> told = new ArrayList<>();
    personal.gather(List.of(other, cid)).forEach(rows -> rows.forEach(told::add));
    assertThat(told).as("exported").containsAll(tables.rowsOf(cid, other));

    shop.split(other, cid, 2);
    ShownLists.takenIn();
    Map<String, Integer> back = new TreeMap<>(before);
    back.put("membership", 0); // Segmentation says it again.
    assertThat(tables.rows("cid", cid)).as("given back").isEqualTo(back);
    assertThat(tables.rows("given_cid", cid).values()).as("all of it").containsOnly(0);

    shop.erase(cid, other);
    await().untilAsserted(() -> assertThat(tables.rowsOf(cid, other)).as("erased").isEmpty());
  }

  @Test
  void whatIsOlderThanIsKeptIsDroppedByTheWeekWithWhatFollowed() {
    String cid = lists.agreed("long-ago");
    Instant old = Instant.now().minus(Duration.ofDays(80));
    RecommendationExposed list = ShownLists.exposed(cid, old);
    RecommendationExposed tooOld =
        ShownLists.exposed(cid, Instant.now().minus(Duration.ofDays(100)));
    shop.send(Topics.RECOMMENDATION_EXPOSURES, List.of(list, tooOld));
    shop.events(shop.viewed(cid, "I07", old.plusSeconds(60)));
    ShownLists.takenIn();
    assertThat(ShownLists.shown(list.id()).getString("items[0].clickedAt")).isNotNull();
    assertThat(lists.rows("select 1 from exposure where list_id = ?", tooOld.id())).isZero();
    partitions.forgetBefore(old.plus(Duration.ofDays(7)));
    assertThat(lists.rows("select 1 from exposure where list_id = ?", list.id())).isZero();
    assertThat(lists.rows("select 1 from outcome where list_id = ?", list.id())).isZero();
    shop.send(Topics.RECOMMENDATION_EXPOSURES, List.of(ShownLists.exposed(cid, old)));
    ShownLists.takenIn();
    assertThat(lists.rows("select 1 from exposure where cid = ?", cid))
        .as("the week again")
        .isOne();
  }
}
