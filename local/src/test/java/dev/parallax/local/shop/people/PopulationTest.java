package dev.parallax.local.shop.people;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.parallax.local.shop.ShopPlan;
import dev.parallax.local.shop.chance.Chance;
import dev.parallax.local.shop.goods.Stocktaking;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class PopulationTest {

  private static final Instant END = Instant.parse("2026-03-01T00:00:00Z");

  @Test
  void theKindsHaveTheirShares() {
    List<Customer> customers = customers(2000);

    assertThat(customers).hasSize(2000);
    for (Kind kind : Kind.values()) {
      assertThat(customers.stream().filter(c -> c.kind() == kind).count())
          .isCloseTo(Math.round(kind.share() * 2000), within(1L));
    }
  }

  @Test
  void evenTheSmallestShopHasCustomersOfEveryKind() {
    assertThat(customers(ShopPlan.FEWEST_CUSTOMERS))
        .hasSize(ShopPlan.FEWEST_CUSTOMERS)
        .extracting(Customer::kind)
        .contains(Kind.values());
  }

  @Test
  void aFewRefuseEachPurpose() {
    List<Customer> customers = customers(2000);

    assertThat(customers).filteredOn(c -> !c.consent().analytics()).hasSizeBetween(15, 80);
    assertThat(customers).filteredOn(c -> !c.consent().personalization()).hasSizeBetween(40, 140);
  }

  private static List<Customer> customers(int count) {
    ShopPlan plan = new ShopPlan(42, count, 365, END);
    return Population.of(plan, Stocktaking.fill(Chance.root(1)), Chance.root(2));
  }
}
