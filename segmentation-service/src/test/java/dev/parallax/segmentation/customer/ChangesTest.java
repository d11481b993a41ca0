package dev.parallax.segmentation.customer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.parallax.contracts.behaviour.CustomerEvent;
import dev.parallax.contracts.feedback.FeedbackGiven;
import dev.parallax.contracts.transaction.TransactionRecorded;
import dev.parallax.contracts.wire.EventJson;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class ChangesTest {
  private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");

  private static CustomerEvent track(String id, String name, String properties, Instant at) {
    try {
      return new CustomerEvent(
          id,
          "c_1",
          "track",
          name,
          at,
          at,
          "test",
          null,
          (ObjectNode) EventJson.mapper().readTree(properties),
          null);
    } catch (java.io.IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  private static CustomerEvent order(String id, String orderId, String total, Instant at) {
    return track(
        id,
        "Order Completed",
        """
        {"order_id":"%s","total":%s,"currency":"EUR","products":[
          {"product_id":"p1","category":"tea","price":2,"quantity":3},
          {"product_id":"p2","price":4}]}"""
            .formatted(orderId, total),
        at);
  }

  private static TransactionRecorded transaction(String kind, String amount, String orderId) {
    return transaction("k_1", kind, amount, orderId);
  }

  private static TransactionRecorded transaction(
      String account, String kind, String amount, String orderId) {
    return new TransactionRecorded(
        "t1",
        "c_1",
        account,
        kind,
        new BigDecimal(amount),
        "EUR",
        null,
        null,
        null,
        null,
        orderId,
        NOON,
        NOON,
        "test");
  }

  @Test
  void twoSendersMayNumberTheirTransactionsAlike() {
    Changes changes = new Changes();
    changes.add(transaction("k_1", "purchase", "5", null), "c_1");
    changes.add(transaction("k_2", "purchase", "7", null), "c_1");

    assertThat(changes.purchases())
        .extracting(Purchase::amount)
        .containsExactlyInAnyOrder(new BigDecimal("5"), new BigDecimal("7"));
    assertThat(changes.purchases()).extracting(Purchase::id).doesNotHaveDuplicates();
  }

  @Test
  void anOrderBecomesAPurchaseWithItsLines() {
    Changes changes = new Changes();
    changes.add(order("e1", "o1", "10.5", NOON), "c_1");

    assertThat(changes.purchases())
        .singleElement()
        .satisfies(
            p -> {
              assertThat(p.id()).isEqualTo("o:o1");
              assertThat(p.kind()).isEqualTo(Purchase.Kind.ORDER);
              assertThat(p.amount()).isEqualByComparingTo("10.5");
              assertThat(p.lines())
                  .containsExactly(
                      new Purchase.Line("p1", "tea", 3), new Purchase.Line("p2", null, 1));
            });
  }

  @Test
  void theSameOrderToldTwiceCountsOnceAndTheLaterTellingStands() {
    Changes changes = new Changes();
    changes.add(order("e2", "o1", "12", NOON.plusSeconds(5)), "c_1");
    changes.add(order("e1", "o1", "10", NOON), "c_1");

    assertThat(changes.purchases())
        .singleElement()
        .satisfies(p -> assertThat(p.amount()).isEqualByComparingTo("12"));
  }

  @Test
  void linesAndTotalThatOnlyOneTellingHasStay() {
    CustomerEvent browser =
        track("b", "Order Completed", "{\"order_id\":\"o1\",\"products\":[{\"sku\":\"p\"}]}", NOON);
    CustomerEvent server =
        track("s", "Order Completed", "{\"order_id\":\"o1\",\"total\":9}", NOON.plusSeconds(5));
    for (List<CustomerEvent> order : List.of(List.of(browser, server), List.of(server, browser))) {
      Changes changes = new Changes();
      order.forEach(event -> changes.add(event, "c_1"));
      assertThat(changes.purchases())
          .singleElement()
          .satisfies(
              p -> {
                assertThat(p.amount()).isEqualByComparingTo("9");
                assertThat(p.lines()).containsExactly(new Purchase.Line("p", null, 1));
                assertThat(p.occurredAt()).isEqualTo(NOON.plusSeconds(5));
              });
    }
  }

  @Test
  void refundsInPartsAreAllCounted() {
    Changes changes = new Changes();
    changes.add(track("r1", "Order Refunded", "{\"order_id\":\"o1\",\"total\":3}", NOON), "c_1");
    changes.add(track("r2", "Order Refunded", "{\"order_id\":\"o1\",\"total\":4}", NOON), "c_1");

    assertThat(changes.purchases())
        .hasSize(2)
        .allMatch(p -> p.kind() == Purchase.Kind.REFUND && p.orderId().equals("o1"));
  }

  @Test
  void onlyATransactionWithoutOrderThatBuysSomethingIsAPurchase() {
    Changes changes = new Changes();
    changes.add(transaction("purchase", "5", "o1"), "c_1");
    changes.add(transaction("transfer", "5", null), "c_1");
    changes.add(transaction("withdrawal", "5", null), "c_1");
    changes.add(transaction("purchase", "0", null), "c_1");
    assertThat(changes.purchases()).isEmpty();
    assertThat(changes.cids()).containsExactly("c_1");

    changes.add(transaction("purchase", "-5", null), "c_1");
    assertThat(changes.purchases())
        .singleElement()
        .satisfies(p -> assertThat(p.kind()).isEqualTo(Purchase.Kind.REFUND));
  }

  @Test
  void ratingsComeFromFeedbackAndReviewsWithinTheirScale() {
    Changes changes = new Changes();
    changes.add(feedback(FeedbackGiven.Kind.RATING, 4.0), "c_1");
    changes.add(feedback(FeedbackGiven.Kind.NPS, 9.0), "c_1");
    changes.add(track("v1", "Product Reviewed", "{\"rating\":2}", NOON), "c_1");
    changes.add(track("v2", "Product Reviewed", "{\"rating\":17}", NOON), "c_1");
    changes.add(track("v3", "Product Reviewed", "{\"rating\":\"good\"}", NOON), "c_1");

    assertThat(changes.ratings())
        .extracting(r -> r.stars().doubleValue())
        .containsExactlyInAnyOrder(4.0, 2.0);
  }

  private static FeedbackGiven feedback(FeedbackGiven.Kind kind, Double score) {
    return new FeedbackGiven(
        "f-" + kind, "c_1", kind, score, null, null, null, null, null, NOON, NOON, "test");
  }

  @Test
  void absurdAmountsAreRefusedByName() {
    Changes changes = new Changes();
    assertThatThrownBy(() -> changes.add(order("e1", "o1", "1e40", NOON), "c_1"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("amount must have at most 15 digits");
  }

  /** Events of two orders told several times with differing content, ratings and refunds. */
  private static List<CustomerEvent> history() {
    List<CustomerEvent> events = new ArrayList<>();
    for (int i = 0; i < 12; i++) {
      Instant at = NOON.plusSeconds(i % 4);
      events.add(order("e" + i, "o" + i % 3, "" + i, at));
      events.add(track("r" + i, "Order Refunded", "{\"order_id\":\"o1\",\"total\":1}", at));
      events.add(track("v" + i, "Product Reviewed", "{\"rating\":" + (1 + i % 5) + "}", at));
    }
    return events;
  }

  @Property(tries = 200, seed = "20260301")
  void anyOrderAndAnyRepeatsOfTheSameEventsMakeTheSameChanges(@ForAll long seed) {
    Changes straight = new Changes();
    history().forEach(event -> straight.add(event, "c_1"));

    Random random = new Random(seed);
    List<CustomerEvent> shuffled = new ArrayList<>(history());
    shuffled.addAll(history().subList(0, random.nextInt(36)));
    Collections.shuffle(shuffled, random);
    Changes other = new Changes();
    shuffled.forEach(event -> other.add(event, "c_1"));

    assertThat(other.purchases()).containsExactlyInAnyOrderElementsOf(straight.purchases());
    assertThat(other.ratings()).containsExactlyInAnyOrderElementsOf(straight.ratings());
  }
}
