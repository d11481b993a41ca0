package dev.parallax.recommendation;

import static dev.parallax.recommendation.Api.because;
import static dev.parallax.recommendation.Api.items;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.parallax.contracts.behaviour.CustomerEvent;
import dev.parallax.kit.log.LogProducer;
import dev.parallax.kit.testing.WithRealServers;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import jakarta.inject.Inject;
import java.time.Instant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is told twice, late, by two pseudonyms of one customer, or after it was to be forgotten. */
@QuarkusTest
@WithRealServers
class ToldTwiceComponentTest {
  private static final Instant NOON = TestShop.NOON;

  @Inject LogProducer log;
  private TestShop shop;

  @BeforeEach
  void seed() {
    shop = new TestShop(log);
    Seeded.ensure(shop);
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void aVisitorsOldRefusalDoesNotLockOutWhoHasAgreedSince(boolean mergedLast) {
    String user = "agreed-since-" + mergedLast;
    String visitor = TestShop.PSEUDONYMS.anonymous(user);
    if (!mergedLast) {
      mergedAndTakenIn(visitor, user);
    }
    shop.consent(TestShop.cid(user), true, NOON.plusSeconds(60));
    shop.consent(visitor, false, NOON);
    if (mergedLast) {
      takenIn();
      mergedAndTakenIn(visitor, user);
    }
    takenIn();
    assertThat(Api.ask(user).<String>getList("reasons.code")).isEmpty();

    shop.consent(visitor, false, NOON.plusSeconds(120));
    await()
        .untilAsserted(
            () ->
                assertThat(Api.ask(user).<String>getList("reasons.code"))
                    .as("the latest answer, whoever gave it")
                    .containsExactly("no-consent"));
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void anOrderKeepsTheItemsThatOnlyTheBrowserNamed(boolean browserFirst) {
    String user = "told-twice-" + browserFirst;
    String cid = shop.agreed(user);
    CustomerEvent browser = shop.bought(cid, "t-1", NOON, "I05");
    CustomerEvent server = shop.bought(cid, "t-1", NOON.plusSeconds(2));
    shop.events(browserFirst ? browser : server);
    shop.events(browserFirst ? server : browser);
    takenIn();
    assertThat(because(Api.ask(user), "I38")).contains("Item I05");
    assertThat(items(Api.ask(user))).hasSize(10).doesNotContain("I05");
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void theLatestItemsOfAnOrderStandAlsoWhenTwoPseudonymsToldOfIt(boolean visitorFirst) {
    String user = "corrected-" + visitorFirst;
    String visitor = TestShop.PSEUDONYMS.anonymous(user);
    String second = TestShop.PSEUDONYMS.anonymous(user + "-2");
    String cid = shop.agreed(user);
    shop.events(
        shop.bought(visitor, "c-1", NOON.plusSeconds(visitorFirst ? 0 : 9), "I20"),
        shop.bought(second, "c-1", NOON.plusSeconds(20)),
        shop.bought(cid, "c-1", NOON.plusSeconds(5), "I05"));
    takenIn();
    long orders = Api.counts().getLong("orders");
    shop.merge(visitor, cid);
    shop.merge(second, cid);
    await().untilAsserted(() -> assertThat(Api.counts().getLong("orders")).isEqualTo(orders - 2));
    assertThat(items(Api.ask(user))).doesNotContain(visitorFirst ? "I05" : "I20");
    assertThat(Api.ask(user).getString("items.reasons.text.en"))
        .contains(visitorFirst ? "Item I05" : "Item I20")
        .doesNotContain(visitorFirst ? "Item I20" : "Item I05");
  }

  @Test
  void aRefundToldTwiceGivesBackNoMoreThanItsOrder() {
    String cid = shop.agreed("refunded-twice");
    shop.events(
        shop.bought(cid, "f-1", NOON, "I05"),
        shop.bought(cid, "f-2", NOON.plusSeconds(1), "I05"),
        shop.refunded(cid, "f-1", NOON.plusSeconds(2), "I05"),
        shop.refunded(cid, "f-1", NOON.plusSeconds(3)));
    takenIn();
    assertThat(because(Api.ask("refunded-twice"), "I38"))
        .as("the second order was kept")
        .contains("Item I05");
  }

  @Test
  void anErasedCustomerIsGoneAndWhatWasOnItsWayIsNotTakenIn() {
    String cid = shop.agreed("leaver");
    String visitor = TestShop.PSEUDONYMS.anonymous("leaver");
    mergedAndTakenIn(visitor, "leaver");
    JsonPath before = Api.counts();
    shop.events(
        shop.bought(cid, "l-1", NOON, "I02", "I05"),
        shop.viewed(visitor, "I06", NOON),
        shop.refunded(cid, "l-1", NOON, "I05"));
    await()
        .untilAsserted(
            () ->
                assertThat(Api.counts().getLong("interactions"))
                    .isEqualTo(before.getLong("interactions") + 3));
    shop.erase(cid, visitor);
    await().untilAsserted(() -> assertThat(Api.counts().getMap("")).isEqualTo(before.getMap("")));
    assertThat(Api.ask("leaver").<String>getList("reasons.code")).containsExactly("no-consent");

    shop.events(shop.bought(cid, "l-2", NOON, "I02"), shop.viewed(visitor, "I06", NOON));
    takenIn();
    assertThat(Api.counts().getMap("")).isEqualTo(before.getMap(""));

    Instant now = Instant.now();
    shop.events(shop.viewed(cid, "I06", now));
    takenIn();
    assertThat(Api.counts().getLong("interactions"))
        .as("what is received later counts")
        .isEqualTo(before.getLong("interactions") + 1);
  }

  private void mergedAndTakenIn(String visitor, String user) {
    shop.merge(visitor, TestShop.cid(user));
    takenIn();
  }

  private static void takenIn() {
    await().untilAsserted(() -> assertThat(Log.lag()).isZero());
  }
}
