package dev.parallax.recommendation.behaviour;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.parallax.contracts.behaviour.CustomerEvent;
import dev.parallax.contracts.wire.EventJson;
import dev.parallax.recommendation.TestShop;
import dev.parallax.recommendation.history.Signal;
import java.util.List;
import org.junit.jupiter.api.Test;

class BehaviourBatchTest {
  private final TestShop shop = new TestShop(null);

  @Test
  void linesOfTheSameItemAreOneAndTheLatestOfAnOrderStand() {
    CustomerEvent first = shop.bought("c_1", "o-1", TestShop.NOON, "a");
    CustomerEvent second = shop.bought("c_1", "o-1", TestShop.NOON.plusSeconds(1), "a", "b", "a");
    CustomerEvent third = shop.bought("c_1", "o-1", TestShop.NOON.plusSeconds(2));
    for (BehaviourBatch batch : List.of(batch(first, second, third), batch(third, second, first))) {
      assertThat(batch.purchases())
          .singleElement()
          .satisfies(
              purchase -> {
                assertThat(purchase.lines()).containsExactly(entry("a", 2), entry("b", 1));
                assertThat(purchase.occurredAt()).isEqualTo(third.occurredAt());
              });
    }
  }

  @Test
  void twoCustomersMayHaveTheSameOrderNumber() {
    assertThat(
            batch(
                    shop.bought("c_1", "o-1", TestShop.NOON, "a"),
                    shop.bought("c_2", "o-1", TestShop.NOON, "a"))
                .purchases())
        .hasSize(2);
  }

  @Test
  void rowsGoToWhomTheCustomerWasMergedInto() {
    BehaviourBatch batch =
        BehaviourBatch.of(
            List.of(
                shop.bought("a_1", "o-1", TestShop.NOON, "a"),
                shop.viewed("a_1", "b", TestShop.NOON),
                shop.refunded("a_1", "o-1", TestShop.NOON, "a")),
            cid -> cid.equals("a_1") ? "c_1" : cid);
    assertThat(batch.cids()).containsExactly("c_1");
  }

  @Test
  void ratingsAreOneToFiveAndOnlyOfReviews() {
    assertThat(rating("Product Reviewed", 4)).isEqualTo(4);
    assertThat(rating("Product Reviewed", 99)).isEqualTo(5);
    assertThat(rating("Product Reviewed", -3)).isZero();
    assertThat(rating("Product Viewed", 4)).isZero();
  }

  @Test
  void everythingElseIsLetGo() {
    ObjectNode page = EventJson.mapper().createObjectNode().put("product_id", "a");
    BehaviourBatch batch =
        batch(
            TestShop.track("Products Searched", "c_1", page, TestShop.NOON),
            TestShop.track("Product Removed", "c_1", page, TestShop.NOON),
            TestShop.track("Something New", "c_1", page, TestShop.NOON),
            TestShop.track(
                "Product Viewed",
                "c_1",
                EventJson.mapper().createObjectNode().put("name", "no id"),
                TestShop.NOON));
    assertThat(batch.cids()).isEmpty();
    assertThat(batch.withoutItem()).isEqualTo(1);
  }

  private int rating(String event, double rating) {
    ObjectNode properties =
        EventJson.mapper().createObjectNode().put("product_id", "a").put("rating", rating);
    BehaviourBatch.ItemSignal signal =
        batch(TestShop.track(event, "c_1", properties, TestShop.NOON)).signals().getFirst();
    assertThat(signal.signal()).isIn(Signal.REVIEWED, Signal.VIEWED);
    return signal.rating();
  }

  private static BehaviourBatch batch(CustomerEvent... events) {
    return BehaviourBatch.of(List.of(events), cid -> cid);
  }
}
