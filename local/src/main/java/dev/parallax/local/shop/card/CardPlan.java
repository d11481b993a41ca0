package dev.parallax.local.shop.card;

import dev.parallax.local.shop.ShopPlan;
import java.time.Duration;
import java.time.Instant;

/**
 * Size of the card world. The handbook has 5,000 customers, 10,000 terminals and 183 days; here it
 * is smaller in the same proportions, so that the share of fraud stays near one percent.
 *
 * @param prefix begins the ids of payments
 * @param seed of everything random
 * @param cards number of cards
 * @param terminals number of tills
 * @param days how long
 * @param end exclusive end
 */
public record CardPlan(String prefix, long seed, int cards, int terminals, int days, Instant end) {

  private static final int MOST_DAYS = 60;

  public CardPlan {
    if (cards < 1 || terminals < 1 || days < 1) {
      throw new IllegalArgumentException("cards, terminals and days must be positive");
    }
  }

  /** The card world of a shop: a third of the customers have its card. */
  public static CardPlan of(ShopPlan plan) {
    int cards = Math.max(30, plan.customers() / 3);
    int days = Math.min(MOST_DAYS, plan.days());
    return new CardPlan(plan.prefix(), plan.seed(), cards, cards * 2, days, plan.end());
  }

  /** First moment of the card world. */
  public Instant start() {
    return end.minus(Duration.ofDays(days));
  }
}
