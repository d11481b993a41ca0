package dev.parallax.recommendation;

import static dev.parallax.recommendation.Api.because;
import static dev.parallax.recommendation.Api.items;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.parallax.contracts.Topics;
import dev.parallax.kit.log.LogProducer;
import dev.parallax.kit.testing.RealPostgres;
import dev.parallax.kit.testing.WithRealServers;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** How answers follow what happens. */
@QuarkusTest
@WithRealServers
class ServingComponentTest {
  /** Of a machine that tests share with builds; how soon it usually is, the bench says. */
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  @Inject LogProducer log;
  private TestShop shop;

  @BeforeEach
  void seed() {
    shop = new TestShop(log);
    Seeded.ensure(shop);
  }

  @Test
  void aPurchaseShowsInTheNextAnswers() {
    shop.agreed("buyer");
    shop.events(shop.bought(TestShop.cid("buyer"), "b-1", TestShop.NOON, "I05"));
    await()
        .atMost(PATIENCE)
        .untilAsserted(() -> assertThat(because(Api.ask("buyer"), "I38")).contains("Item I05"));

    shop.events(shop.bought(TestShop.cid("buyer"), "b-2", TestShop.NOON, "I38"));
    await()
        .atMost(PATIENCE)
        .untilAsserted(
            () -> assertThat(items(Api.ask("buyer"))).hasSize(10).doesNotContain("I38", "I05"));
  }

  @Test
  void aRefundTakesTheReasonAwayWhicheverComesFirst() {
    shop.agreed("returner");
    shop.events(
        shop.refunded(TestShop.cid("returner"), "r-1", TestShop.NOON.plusSeconds(60), "I05"),
        shop.bought(TestShop.cid("returner"), "r-1", TestShop.NOON, "I05", "I20"));
    await()
        .untilAsserted(
            () -> {
              JsonPath answer = Api.ask("returner");
              assertThat(answer.getBoolean("personalized")).isTrue();
              assertThat(items(answer)).doesNotContain("I05", "I20");
              assertThat(answer.getString("items.reasons.text.en"))
                  .contains("Item I20")
                  .doesNotContain("Item I05");
            });
  }

  @Test
  void aRefundWithoutItemsGivesTheWholeOrderBack() {
    shop.agreed("returner-of-all");
    String cid = TestShop.cid("returner-of-all");
    shop.events(
        shop.bought(cid, "w-1", TestShop.NOON, "I05", "I20"),
        shop.refunded(cid, "w-1", TestShop.NOON.plusSeconds(60)));
    await()
        .untilAsserted(
            () -> {
              JsonPath answer = Api.ask("returner-of-all");
              assertThat(items(answer)).isNotEmpty().doesNotContain("I05", "I20");
              assertThat(answer.getString("items.reasons.text.en"))
                  .doesNotContain("Item I05", "Item I20");
            });
  }

  @Test
  void withoutConsentThereIsOnlyWhatIsPopularAndTheReasonSaysWhy() {
    String cid = TestShop.cid("refuser");
    shop.agreed("refuser");
    shop.segment("refuser", "s-refuser");
    shop.events(shop.bought(cid, "n-1", TestShop.NOON, "I05"));
    await().untilAsserted(() -> assertThat(Api.ask("refuser").getBoolean("personalized")).isTrue());

    shop.consent("refuser", false);
    await()
        .atMost(Duration.ofSeconds(2))
        .untilAsserted(() -> impersonal(Api.ask("refuser"), "does not want"));

    shop.consent("refuser", true);
    await().untilAsserted(() -> assertThat(Api.ask("refuser").getBoolean("personalized")).isTrue());
  }

  @Test
  void noAnswerIsNoConsentWhereNoneIsAssumed() {
    shop.consent("silent", null);
    shop.events(shop.bought(TestShop.cid("silent"), "q-1", TestShop.NOON, "I05"));
    await().until(() -> orders() > 0);
    impersonal(Api.ask("silent"), "has not agreed");
    impersonal(Api.ask("never-heard-of"), "has not agreed");
  }

  @Test
  void aCustomerWithoutHistoryGetsWhatIsPopularInTheSegment() {
    for (int i = 0; i < 6; i++) {
      String member = "member-" + i;
      shop.agreed(member);
      shop.segment(member, "s-1");
      shop.events(shop.bought(TestShop.cid(member), "m-" + i, TestShop.NOON, "I29", "I58"));
    }
    shop.agreed("newcomer");
    shop.segment("newcomer", "s-1");
    await()
        .atMost(Duration.ofSeconds(30))
        .untilAsserted(
            () -> {
              JsonPath answer = Api.ask("newcomer");
              assertThat(items(answer).subList(0, 2)).containsExactlyInAnyOrder("I29", "I58");
              assertThat(answer.getString("items[0].strategy")).isEqualTo("segment-popular");
              assertThat(answer.getString("items[0].reasons[0].text.en"))
                  .contains("Segment s-1")
                  .contains("in 6 orders");
              assertThat(answer.getBoolean("personalized")).isTrue();
            });
    shop.tombstone(Topics.SEGMENT_MEMBERSHIPS, TestShop.cid("newcomer"));
    await()
        .untilAsserted(
            () ->
                assertThat(Api.ask("newcomer").<String>getList("items.strategy"))
                    .startsWith("popular", "popular")
                    .doesNotContain("segment-popular"));
  }

  @Test
  void whatIsNotAvailableOrGoneIsNotOfferedUntilItIsBack() {
    assertThat(Api.basket("I07").getString("items[0].itemId")).isEqualTo("I42");
    shop.item("I42", false);
    await().untilAsserted(() -> assertThat(items(Api.basket("I07"))).doesNotContain("I42"));
    shop.item("I42", true);
    await().untilAsserted(() -> assertThat(items(Api.basket("I07"))).contains("I42"));
    shop.tombstone(Topics.CATALOG, "I42");
    await().untilAsserted(() -> assertThat(items(Api.basket("I07"))).doesNotContain("I42"));
    shop.item("I42", true);
    await().untilAsserted(() -> assertThat(items(Api.basket("I07"))).contains("I42"));
  }

  @Test
  void whereEverythingLeavesTheCatalogListsAreEmptyAndSayWhyUntilItIsBack() throws SQLException {
    String model = Api.basket("I07").getString("modelVersion");
    try (Connection connection =
            DriverManager.getConnection(RealPostgres.jdbcUrl(), "postgres", "postgres");
        Statement statement = connection.createStatement()) {
      statement.execute(
          "create table item_before as select item_id, available from item where not removed");
      try (ResultSet item = statement.executeQuery("select item_id from item_before")) {
        while (item.next()) {
          shop.tombstone(Topics.CATALOG, item.getString(1));
        }
      }
      try {
        await()
            .untilAsserted(
                () -> {
                  JsonPath none = Api.basket("I07");
                  assertThat(items(none)).isEmpty();
                  assertThat(none.<String>getList("reasons.code"))
                      .containsExactly("nothing-to-offer");
                  assertThat(none.getString("modelVersion")).isEqualTo(model);
                });
      } finally {
        statement.execute(
            "update item i set removed = false, available = b.available, changed_at = now()"
                + " from item_before b where b.item_id = i.item_id");
        statement.execute("drop table item_before");
      }
    }
    await().untilAsserted(() -> assertThat(items(Api.basket("I07"))).first().isEqualTo("I42"));
  }

  @Test
  void whatChangesInTheCatalogDoesNotWaitForPopularityToBeCounted() throws SQLException {
    assertThat(items(Api.basket("I07"))).contains("I42");
    try (Connection connection =
            DriverManager.getConnection(RealPostgres.jdbcUrl(), "postgres", "postgres");
        Statement statement = connection.createStatement()) {
      connection.setAutoCommit(false);
      statement.execute("lock table purchase in access exclusive mode");
      // Something that counts, and so a count that does not end.
      shop.events(shop.viewed(TestShop.cid("looker"), "I40", TestShop.NOON));
      shop.item("I42", false);
      shop.item("I-NEW", true);
      await()
          .untilAsserted(
              () -> {
                List<String> candidates = List.of("I-NEW", "I42");
                JsonPath answer = Api.post(Map.of("context", "search", "candidates", candidates));
                assertThat(items(answer)).containsExactly("I-NEW");
              });
      connection.rollback();
    }
    shop.item("I42", true);
    shop.tombstone(Topics.CATALOG, "I-NEW");
    await().untilAsserted(() -> assertThat(items(Api.basket("I07"))).contains("I42"));
  }

  private static void impersonal(JsonPath answer, String why) {
    assertThat(answer.getBoolean("personalized")).isFalse();
    assertThat(answer.<String>getList("reasons.code")).containsExactly("no-consent");
    assertThat(answer.getString("reasons[0].text.en")).contains(why);
    assertThat(answer.<String>getList("items.strategy")).hasSize(10).containsOnly("popular");
    for (int i = 0; i < 10; i++) {
      assertThat(answer.<String>getList("items[" + i + "].reasons.code"))
          .containsExactly("popular", "no-consent");
    }
  }

  private static long orders() {
    return Api.counts().getLong("orders");
  }
}
