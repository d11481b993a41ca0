package dev.parallax.local.shop.life;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parallax.local.shop.ShopPlan;
import dev.parallax.local.shop.chance.Chance;
import dev.parallax.local.shop.people.Customer;
import dev.parallax.local.shop.score.AdjustedRandIndex;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;

class ShopLifeTest {

  private static final Instant END = Instant.parse("2026-03-01T00:00:00Z");
  private static final ShopPlan SMALL = new ShopPlan(42, 200, 365, END);

  @Test
  void theSamePlanGivesTheSameLife() {
    assertThat(new ShopLife(SMALL)).containsExactlyElementsOf(new ShopLife(SMALL));
  }

  @Test
  void readingALifeTwiceGivesTheSame() {
    ShopLife life = new ShopLife(SMALL);

    assertThat(life).containsExactlyElementsOf(all(life));
  }

  @Test
  void anotherSeedGivesAnotherLife() {
    List<Map<String, Object>> one = bodies(new ShopLife(SMALL));
    List<Map<String, Object>> other = bodies(new ShopLife(new ShopPlan(43, 200, 365, END)));

    assertThat(one).isNotEqualTo(other);
  }

  @Test
  void everythingHappensInOrderBeforeTheEndWithAnIdOfItsOwn() {
    Instant before = Instant.MIN;
    Set<String> ids = new HashSet<>();
    for (Occurrence occurrence : new ShopLife(SMALL)) {
      assertThat(occurrence.at()).isAfterOrEqualTo(before).isBefore(END);
      assertThat(ids.add(occurrence.id())).as("id %s is new", occurrence.id()).isTrue();
      before = occurrence.at();
    }
  }

  @Test
  void noIdOfAnEventHoldsTheIdOfItsCustomer() {
    assertThat(new ShopLife(SMALL))
        .filteredOn(o -> o.body().get("userId") != null)
        .isNotEmpty()
        .noneMatch(o -> o.id().contains(o.body().get("userId").toString()));
  }

  @Test
  void everyDoorIsUsedAndEveryKindOfEventOccurs() {
    List<Occurrence> life = all(new ShopLife(SMALL));

    assertThat(life).extracting(Occurrence::channel).contains(Channel.values());
    assertThat(life)
        .filteredOn(o -> o.channel() == Channel.BEHAVIOUR)
        .extracting(o -> o.body().getOrDefault("event", o.body().get("type")))
        .contains(
            "page",
            "identify",
            "Products Searched",
            "Product Viewed",
            "Product Added",
            "Product Added to Wishlist",
            "Checkout Started",
            "Order Completed",
            "Order Refunded");
    assertThat(life)
        .filteredOn(o -> o.channel() == Channel.FEEDBACK)
        .extracting(o -> o.body().get("kind"))
        .contains("rating", "nps", "complaint");
    assertThat(life)
        .filteredOn(o -> o.channel() == Channel.READING)
        .extracting(o -> o.body().get("metric"))
        .contains("footfall", "queue-length", "dwell", "stock");
  }

  @Test
  void everyCustomerOrdersAndIsIdentifiedOnce() {
    ShopLife life = new ShopLife(SMALL);
    List<Occurrence> all = all(life);
    Set<Object> users = life.customers().stream().map(Customer::userId).collect(Collectors.toSet());

    assertThat(all)
        .filteredOn(o -> "identify".equals(o.body().get("type")))
        .extracting(o -> o.body().get("userId"))
        .doesNotHaveDuplicates()
        .containsExactlyInAnyOrderElementsOf(users);
    assertThat(all)
        .filteredOn(o -> "Order Completed".equals(o.body().get("event")))
        .extracting(o -> o.body().get("userId"))
        .containsAll(users);
  }

  @Test
  void paymentsOfOrdersCarryTheirOrder() {
    List<Occurrence> all = all(new ShopLife(SMALL));
    Set<Object> orders =
        all.stream()
            .filter(o -> "Order Completed".equals(o.body().get("event")))
            .map(o -> ((Map<?, ?>) o.body().get("properties")).get("order_id"))
            .collect(Collectors.toSet());

    assertThat(all)
        .filteredOn(o -> o.channel() == Channel.TRANSACTION)
        .isNotEmpty()
        .allSatisfy(
            payment -> {
              assertThat(payment.body().get("orderId")).isIn(orders);
              assertThat(payment.at()).isAfterOrEqualTo(END.minus(ShopLife.PAYMENTS));
            });
  }

  @Test
  void theOverlookedCategoryIsSearchedInVainAndHardlyBought() {
    ShopLife life = new ShopLife(SMALL);
    String overlooked = life.assortment().overlooked().name();
    List<Occurrence> all = all(life);

    assertThat(all)
        .filteredOn(o -> "Products Searched".equals(o.body().get("event")))
        .extracting(o -> (Map<?, ?>) o.body().get("properties"))
        .filteredOn(p -> Integer.valueOf(0).equals(p.get("results_count")))
        .isNotEmpty()
        .allSatisfy(p -> assertThat(p.get("category")).isEqualTo(overlooked));
    assertThat(all)
        .filteredOn(o -> "complaint".equals(o.body().get("kind")))
        .extracting(o -> o.body().get("category"))
        .contains(overlooked);
    assertThat(all)
        .filteredOn(o -> "Order Completed".equals(o.body().get("event")))
        .noneMatch(o -> o.body().toString().contains("category=" + overlooked));
  }

  /** A floor for the world itself: a segmentation cannot find what is not in the events. */
  @Test
  void theKindsCanBeToldApartByWhatTheyDo() {
    ShopPlan plan = new ShopPlan(42, 1000, 365, END);
    ShopLife life = new ShopLife(plan);
    double[][] features = Lookback.features(life, END);
    int[] found = Lloyd.cluster(features, 5, 10, Chance.root(1));

    double index =
        AdjustedRandIndex.of(
            life.customers().stream().map(Customer::kind).toList(),
            IntStream.of(found).boxed().toList());

    System.out.printf("kinds against plain k-means: adjusted Rand index %.3f%n", index);
    assertThat(index).isGreaterThan(0.85);
  }

  private static List<Occurrence> all(ShopLife life) {
    List<Occurrence> all = new ArrayList<>();
    life.forEach(all::add);
    return all;
  }

  private static List<Map<String, Object>> bodies(ShopLife life) {
    return StreamSupport.stream(life.spliterator(), false)
        .filter(o -> o.channel() == Channel.BEHAVIOUR)
        .map(o -> (Map<String, Object>) new HashMap<>(o.body()))
        .peek(body -> body.keySet().removeAll(Set.of("userId", "anonymousId", "messageId")))
        .toList();
  }
}
