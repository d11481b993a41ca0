package dev.parallax.experience;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.parallax.contracts.Topics;
import dev.parallax.contracts.behaviour.CustomerEvent;
import dev.parallax.contracts.commerce.CommerceEvents;
import dev.parallax.contracts.feedback.FeedbackGiven.Kind;
import dev.parallax.contracts.reading.ReadingTaken;
import dev.parallax.experience.world.Api;
import dev.parallax.experience.world.Events;
import dev.parallax.experience.world.Sending;
import dev.parallax.experience.world.Store;
import dev.parallax.kit.testing.WithRealServers;
import io.quarkus.test.junit.QuarkusTest;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** One change at a time: late events, merges, consent, erasure, a catalog that changes its mind. */
@QuarkusTest
@WithRealServers
class ChangesComponentTest extends Sending {
  private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
  private static final String ANN = "c_" + "a".repeat(32);
  private static final String BEN = "c_" + "b".repeat(32);
  private static final String ALIASES = "select count(*) from customer where alias_of is not null";
  private static final String VISITOR = "a_" + "f".repeat(32);

  private static final String NEEDS_OF_ANN =
      "select count(*) from need_part p join customer c on c.id = p.customer_id where c.cid = '%s'"
          .formatted(ANN);

  private static CustomerEvent view(String cid, int minute) {
    return Events.track(
        cid,
        NOON.plusSeconds(60L * minute),
        CommerceEvents.PRODUCT_VIEWED,
        null,
        Events.product("i1"));
  }

  private static CustomerEvent order(String cid, int minute, String orderId) {
    return Events.track(
        cid,
        NOON.plusSeconds(60L * minute),
        CommerceEvents.ORDER_COMPLETED,
        null,
        Events.order(orderId, List.of("i1")));
  }

  private static void overview(String field, long value) {
    await()
        .untilAsserted(() -> assertThat(Api.get("/v1/overview").getLong(field)).isEqualTo(value));
  }

  @Test
  void lateEventMakesTwoSessionsOne() {
    sender.send(List.of(view(ANN, 0), view(ANN, 50)));
    overview("sessions", 2);
    sender.send(view(ANN, 25));
    overview("sessions", 1);
    overview("events", 3);
  }

  @Test
  void orderThatTwoSourcesReportCountsOnce() {
    sender.send(List.of(order(ANN, 0, "o1"), order(ANN, 1, "o1"), order(ANN, 2, "o2")));
    overview("events", 3);
    overview("orders", 2);
  }

  @Test
  void whatAVisitorDidBelongsToTheCustomerTheyTurnOutToBe() {
    sender.send(List.of(view(VISITOR, 0), order(VISITOR, 2, "o1"), view(ANN, 20)));
    overview("customers", 2);
    sender.send(Events.merge(VISITOR, ANN, NOON));
    overview("customers", 1);
    overview("sessions", 1);
    sender.send(view(VISITOR, 40));
    overview("events", 4);
    assertThat(Api.get("/v1/overview").getLong("sessions")).isEqualTo(1);
    assertThat(Api.get("/v1/overview").getLong("orders")).isEqualTo(1);
  }

  @Test
  void whoWasMergedByMistakeIsCountedApartFromTheSplitOn() {
    sender.send(List.of(view(BEN, 0), view(ANN, 5)));
    overview("customers", 2);
    sender.send(Events.merge(BEN, ANN, NOON, 1));
    overview("customers", 1);

    sender.send(Events.split(ANN, BEN, NOON, 2));
    await().untilAsserted(() -> assertThat(Store.number(ALIASES)).isZero());
    sender.send(Events.merge(BEN, ANN, NOON, 1)); // Once more, and late.
    sender.send(Events.merge(VISITOR, ANN, NOON, 3));
    await().untilAsserted(() -> assertThat(Store.number(ALIASES)).isEqualTo(1));
    sender.send(view(BEN, 50));
    overview("events", 3);
    overview("customers", 2);
    assertThat(
            Store.number(
                "select events from activity a join customer c on c.id = a.customer_id where cid = '"
                    + BEN
                    + "'"))
        .as("what was counted before stays with the other")
        .isEqualTo(1);
    sender.send(Events.merge(BEN, ANN, NOON, 4));
    overview("customers", 1);
    overview("events", 3);
  }

  @Test
  void deviceThatASecondCustomerUsesDoesNotMakeTheTwoOne() {
    sender.send(List.of(view(VISITOR, 0), view(ANN, 5), view(BEN, 10)));
    overview("customers", 3);
    sender.send(List.of(Events.merge(VISITOR, ANN, NOON), Events.merge(VISITOR, BEN, NOON)));
    overview("customers", 2);
    sender.send(view(VISITOR, 12));
    overview("events", 4);
    assertThat(Api.get("/v1/overview").getLong("customers")).isEqualTo(2);
    assertThat(
            Store.number(
                "select events from activity a join customer c on c.id = a.customer_id where cid = '"
                    + BEN
                    + "'"))
        .as("future events go to the second")
        .isEqualTo(2);
  }

  @Test
  void withdrawnConsentTakesACustomerOutOfEveryNumberAndAgreementBringsThemBack() {
    sender.send(List.of(view(ANN, 0), order(ANN, 1, "o1"), view(BEN, 0)));
    sender.send(Events.feedback(ANN, NOON, Kind.NPS, 10.0, null, null));
    overview("responses", 1);
    overview("customers", 2);
    sender.send(
        List.of(
            Events.track(
                ANN,
                NOON.plusSeconds(30),
                CommerceEvents.PRODUCTS_SEARCHED,
                null,
                Events.search("oat milk", 0))));
    overview("events", 4);
    Api.get("/v1/gaps");
    assertThat(Store.number(NEEDS_OF_ANN)).isPositive();
    sender.send(Events.consent(ANN, false, NOON));
    overview("customers", 1);
    assertThat(Store.number(NEEDS_OF_ANN)).as("what was derived goes").isZero();
    Api.get("/v1/gaps");
    assertThat(Store.number(NEEDS_OF_ANN)).as("and is not made anew").isZero();
    overview("orders", 0);
    overview("sessions", 1);
    overview("responses", 0);
    assertThat(Api.get("/v1/funnels").getLong("customers")).isEqualTo(1);
    assertThat(Api.count("customers")).as("what is stored stays").isEqualTo(2);
    sender.send(Events.consent(ANN, true, NOON.plusSeconds(1)));
    overview("orders", 1);
    Api.get("/v1/gaps");
    assertThat(Store.number(NEEDS_OF_ANN)).isPositive();
  }

  @Test
  void refusalByTheVisitorHoldsForTheCustomerWhoNeverAnswered() {
    sender.send(List.of(view(VISITOR, 0), view(ANN, 0)));
    sender.send(Events.consent(VISITOR, false, NOON));
    overview("customers", 1);
    sender.send(Events.merge(VISITOR, ANN, NOON));
    overview("customers", 0);
    sender.send(Events.consent(ANN, true, NOON.plusSeconds(1)));
    overview("customers", 1);
    sender.send(Events.consent(VISITOR, false, NOON.plusSeconds(2)));
    overview("customers", 0);
    sender.send(Events.consent(VISITOR, true, NOON.plusSeconds(1)));
    sender.send(Events.consent(ANN, true, NOON.plusSeconds(3)));
    overview("customers", 1);
  }

  @Test
  void erasedCustomerIsForgottenAndEventsStillOnTheirWayToo() {
    sender.send(Events.merge(VISITOR, ANN, NOON));
    CustomerEvent search =
        Events.track(
            ANN, NOON, CommerceEvents.PRODUCTS_SEARCHED, null, Events.search("my secret", 0));
    sender.send(List.of(view(VISITOR, 0), order(ANN, 1, "o1"), search, view(BEN, 0)));
    sender.send(Events.feedback(ANN, NOON, Kind.COMPLAINT, null, null, "nothing secret for me"));
    overview("complaints", 1);
    overview("events", 4);
    sender.send(Events.erasure(Instant.now(), ANN, VISITOR));
    overview("events", 1);
    overview("complaints", 0);
    assertThat(Store.number("select count(*) from subject where key like '%secret%'")).isZero();
    for (String table :
        List.of("visit", "reach", "interest", "activity", "customer_order", "voice")) {
      assertThat(
              Store.number(
                  "select count(*) from "
                      + table
                      + " f join customer c on c.id = f.customer_id where c.cid <> '"
                      + BEN
                      + "'"))
          .as(table)
          .isZero();
    }
    sender.send(List.of(view(VISITOR, 3), view(ANN, 3), view(BEN, 3)));
    overview("events", 2);
    Instant later = Instant.now();
    sender.send(
        Events.track(VISITOR, later, CommerceEvents.PRODUCT_VIEWED, null, Events.product("i1")));
    sender.send(
        Events.track(ANN, later, CommerceEvents.PRODUCT_VIEWED, null, Events.product("i1")));
    overview("events", 4);
    assertThat(Api.count("customers")).as("strangers to each other").isEqualTo(3);
  }

  @Test
  void catalogThatComesLateAndChangesMovesTheAttention() {
    sender.send(IntStream.range(0, 6).mapToObj(n -> view("c_%032x".formatted(n), 0)).toList());
    overview("events", 6);
    assertThat(Api.get("/v1/gaps").getList("items")).isEmpty();
    sender.send(Events.item("i1", "Books", true));
    await().untilAsserted(() -> assertThat(categories()).containsExactly("Books"));
    sender.send(Events.item("i1", "Maps", true));
    await().untilAsserted(() -> assertThat(categories()).containsExactly("Maps"));
    assertThat(Api.get("/v1/gaps").getLong("items[0].offer.items")).isEqualTo(1);
    sender.tombstone(Topics.CATALOG, "i1");
    await()
        .untilAsserted(
            () -> assertThat(Api.get("/v1/gaps").getLong("items[0].offer.items")).isZero());
    assertThat(categories()).as("what was done before keeps its category").containsExactly("Maps");
  }

  private static List<String> categories() {
    return Api.get("/v1/gaps").getList("items.category");
  }

  @Test
  void wordsThatFindNothingAreANeedOfTheirOwnFromFiveCustomersOn() {
    List<CustomerEvent> searches = new ArrayList<>();
    for (int n = 0; n < 5; n++) {
      searches.add(search(n, "Yoga mats!", 0));
      searches.add(search(n, "gift", 12));
      if (n < 4) {
        searches.add(search(n, "unicorn", 0));
      }
    }
    sender.send(searches);
    overview("events", 14);
    await().untilAsserted(() -> assertThat(categories()).containsExactly("search:yoga mat"));
    assertThat(Api.get("/v1/gaps").getString("items[0].reasons[0].text.en"))
        .isEqualTo("5 searches for “yoga mat” found nothing");
  }

  private static CustomerEvent search(int customer, String query, int results) {
    return Events.track(
        "c_%032x".formatted(customer),
        NOON,
        CommerceEvents.PRODUCTS_SEARCHED,
        null,
        Events.search(query, results));
  }

  @Test
  void readingsAreAddedUpByTheHourWhateverTheirOrder() {
    long before = Api.count("readings");
    sender.send(List.of(reading(70, 4), reading(10, 2), reading(20, 6)));
    await().untilAsserted(() -> assertThat(Api.count("readings")).isEqualTo(before + 3));
    assertThat(Store.number("select count(*) from reading_hour")).isEqualTo(2);
    assertThat(
            Store.number(
                "select n * 1000 + total * 10 + lowest from reading_hour order by hour limit 1"))
        .isEqualTo(2 * 1000 + 8 * 10 + 2);
  }

  private static ReadingTaken reading(int minute, double value) {
    Instant at = NOON.plusSeconds(60L * minute);
    return new ReadingTaken(
        "r" + System.nanoTime(), "door", "footfall", value, "people", null, at, at, "shop");
  }

  @Test
  void recordNobodyCanReadDoesNotStopTheOthers() {
    sender.raw(Topics.CUSTOMER_EVENTS, ANN, "{\"id\":".getBytes(StandardCharsets.UTF_8));
    sender.send(view(ANN, 0));
    overview("events", 1);
  }
}
