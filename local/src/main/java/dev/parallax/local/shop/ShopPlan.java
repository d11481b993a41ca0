package dev.parallax.local.shop;

import java.time.Duration;
import java.time.Instant;
import java.util.Objects;

/**
 * What decides a simulated life: two lives of equal plans are equal, event by event.
 *
 * @param seed of everything random
 * @param customers how many people have an account
 * @param days how long the life is, at least 60
 * @param end exclusive end of the life; nothing happens at or after it
 */
public record ShopPlan(long seed, int customers, int days, Instant end) {

  /** The smallest life in which every hidden kind can show itself. */
  public static final int FEWEST_CUSTOMERS = 50;

  public static final int FEWEST_DAYS = 60;

  public ShopPlan {
    Objects.requireNonNull(end, "end");
    if (customers < FEWEST_CUSTOMERS || customers > 100_000) {
      throw new IllegalArgumentException(
          "customers must be between " + FEWEST_CUSTOMERS + " and 100000, was " + customers);
    }
    if (days < FEWEST_DAYS || days > 730) {
      throw new IllegalArgumentException(
          "days must be between " + FEWEST_DAYS + " and 730, was " + days);
    }
  }

  /** First moment of the life. */
  public Instant start() {
    return end.minus(Duration.ofDays(days));
  }

  /** Begins every id of this life, so that lives of different plans do not share one. */
  public String prefix() {
    return "shop%dc%dd%d".formatted(seed, customers, days);
  }
}
