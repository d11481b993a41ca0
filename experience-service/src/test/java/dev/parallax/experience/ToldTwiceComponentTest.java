package dev.parallax.experience;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.parallax.contracts.behaviour.CustomerEvent;
import dev.parallax.contracts.commerce.CommerceEvents;
import dev.parallax.experience.world.Api;
import dev.parallax.experience.world.Events;
import dev.parallax.experience.world.Sending;
import dev.parallax.experience.world.Store;
import dev.parallax.kit.testing.WithRealServers;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Page and server tell of the same: it is one visit with one order, whoever is heard first. */
@QuarkusTest
@WithRealServers
class ToldTwiceComponentTest extends Sending {
  private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
  private static final String ANN = "c_" + "a".repeat(32);
  private static final String VISITOR = "a_" + "f".repeat(32);

  private static CustomerEvent step(int minute, String name, String session) {
    return Events.track(ANN, NOON.plusSeconds(60L * minute), name, session, Events.product("i1"));
  }

  private static CustomerEvent order(
      String cid, int minute, String orderId, String session, String... items) {
    return Events.track(
        cid,
        NOON.plusSeconds(60L * minute),
        CommerceEvents.ORDER_COMPLETED,
        session,
        Events.order(orderId, List.of(items)).put("total", 9));
  }

  /** Waits for it, so that what is sent next meets it in the database. */
  private void take(CustomerEvent... events) {
    long before = Api.count("events");
    sender.send(List.of(events));
    await().untilAsserted(() -> assertThat(Api.count("events")).isEqualTo(before + events.length));
  }

  private static void oneVisitWithOneOrder() {
    JsonPath overview = Api.get("/v1/overview");
    assertThat(overview.getLong("sessions")).isEqualTo(1);
    assertThat(overview.getLong("orders")).isEqualTo(1);
    assertThat(overview.getDouble("conversion")).isEqualTo(1);
    assertThat(Api.get("/v1/funnels").<Integer>getList("steps.sessions"))
        .containsExactly(1, 1, 1, 1);
    assertThat(Api.get("/v1/funnels?from=2026-03-01&to=2026-03-02").getLong("sessions"))
        .isEqualTo(1);
  }

  private static CustomerEvent[] page() {
    return new CustomerEvent[] {
      step(0, CommerceEvents.PRODUCT_VIEWED, "S"),
      step(1, CommerceEvents.PRODUCT_ADDED, "S"),
      step(2, CommerceEvents.CHECKOUT_STARTED, "S")
    };
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void anOrderOfTheServerBelongsToTheSessionOfThePage(boolean pageFirst) {
    CustomerEvent[] server = {order(ANN, 3, "o1", null)};
    take(pageFirst ? page() : server);
    take(pageFirst ? server : page());
    oneVisitWithOneOrder();
    take(order(ANN, 4, "o1", "S", "i1"));
    oneVisitWithOneOrder();
    take(order(ANN, 2000, "o1", "reload"));
    assertThat(Api.get("/v1/overview").getLong("sessions")).isEqualTo(2);
    assertThat(Api.get("/v1/overview").getDouble("conversion"))
        .as("a page loaded again the day after is a visit without an order")
        .isEqualTo(0.5);
  }

  @Test
  void anOrderThatTurnsOutToBeOfAnEarlierVisitLeavesTheLaterOne() {
    take(step(1998, CommerceEvents.PRODUCT_VIEWED, "reload"), order(ANN, 2000, "o1", "reload"));
    assertThat(Api.get("/v1/overview").getDouble("conversion")).isEqualTo(1);
    take(order(ANN, 3, "o1", null));
    assertThat(Api.get("/v1/overview").getDouble("conversion"))
        .as("the server knows no visit")
        .isEqualTo(1);
    take(order(ANN, 4, "o1", "S"));
    take(page());
    assertThat(Api.get("/v1/overview").getLong("sessions")).isEqualTo(2);
    assertThat(
            Store.number(
                "select orders from visit where session_key is not null and began_at < '2026-03-02'"))
        .isEqualTo(1);
    assertThat(Store.number("select sum(orders) from visit")).isEqualTo(1);
    assertThat(Store.number("select with_order from reach")).isEqualTo(1);
  }

  @Test
  void anOrderNobodyVisitedAPageForIsNoVisit() {
    take(order(ANN, 0, "invoice-1", null, "i1"), order(ANN, 90, "invoice-2", null, "i1"));
    JsonPath overview = Api.get("/v1/overview");
    assertThat(overview.getLong("orders")).isEqualTo(2);
    assertThat(overview.getLong("sessions")).isZero();
    assertThat(overview.<Object>get("conversion")).isNull();
    CustomerEvent charge = step(40, "Service Charged", null);
    charge.context().put("channel", "import");
    take(charge);
    assertThat(Api.get("/v1/overview").getLong("sessions")).isZero();
    take(step(20, CommerceEvents.PRODUCT_VIEWED, null));
    assertThat(Api.get("/v1/overview").getLong("sessions")).isEqualTo(1);
    assertThat(Api.get("/v1/overview").getDouble("conversion")).isEqualTo(1);
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void anOrderKeepsTheLinesThatOnlyThePageNamed(boolean pageFirst) {
    CustomerEvent page = order(ANN, 0, "o1", "S", "i1", "i2");
    CustomerEvent server = order(ANN, 1, "o1", null);
    take(pageFirst ? page : server);
    take(pageFirst ? server : page);
    assertThat(bought()).isEqualTo(2);
    take(order(ANN, 2, "o1", null, "i3"));
    assertThat(bought()).as("the latest lines").isEqualTo(1);
  }

  private static long bought() {
    return Store.number("select coalesce(sum(bought), 0) from interest");
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void anOrderOfTwoPseudonymsHasItsLinesOnceWhenTheyTurnOutToBeOne(boolean visitorFirst) {
    take(
        order(VISITOR, visitorFirst ? 0 : 5, "o1", "S", "i1", "i2"),
        order(ANN, 3, "o1", null, "i1"));
    assertThat(bought()).isEqualTo(3);
    sender.send(Events.merge(VISITOR, ANN, NOON));
    await().untilAsserted(() -> assertThat(Api.get("/v1/overview").getLong("orders")).isOne());
    assertThat(bought()).isEqualTo(visitorFirst ? 1 : 2);
    assertThat(Store.number("select min(bought) from interest")).isNotNegative();
    assertThat(Api.get("/v1/overview").getLong("sessions")).isEqualTo(1);
    assertThat(Store.number("select with_order from reach")).isEqualTo(1);
  }

  @Test
  void refundsInPartsAreEachCountedAndARepeatOfOneIsNot() {
    CustomerEvent part =
        Events.track(
            ANN, NOON, CommerceEvents.ORDER_REFUNDED, null, Events.order("o1", List.of("i1")));
    CustomerEvent other =
        Events.track(
            ANN, NOON, CommerceEvents.ORDER_REFUNDED, null, Events.order("o1", List.of("i2")));
    sender.send(part);
    take(other);
    take(step(0, CommerceEvents.PRODUCT_VIEWED, null));
    assertThat(Api.get("/v1/overview").getLong("refunds")).isEqualTo(2);
    assertThat(bought()).isZero();
  }
}
