package dev.parallax.recommendation.merchandising;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** The rules that count for one question. */
public final class Arrangement {
  /** None does. */
  public static final Arrangement NONE = new Arrangement(List.of(), 0);

  private final List<Verdicts> bans = new ArrayList<>();
  private final List<Verdicts> factors = new ArrayList<>();
  private final List<Verdicts> pins = new ArrayList<>();
  private final double most;

  /**
   * A place and who may stand there.
   *
   * @param items ascending, never changed
   */
  public record Pin(MerchandisingRule rule, int[] items) {}

  /**
   * @param items how many there are that rules can hold for
   */
  Arrangement(List<Verdicts> inForce, int items) {
    for (Verdicts one : inForce) {
      switch (one.rule().action()) {
        case BAN -> bans.add(one);
        case BOOST, BURY -> factors.add(one);
        case PIN -> pins.add(one);
      }
    }
    pins.sort(
        Comparator.comparingInt((Verdicts v) -> v.rule().position())
            .thenComparing(v -> v.rule().name()));
    this.most = most(items);
  }

  /**
   * The highest product of boosts that hold for one item. All of them together are far above it
   * where each is of other items, and an answer would look through the whole assortment. What
   * depends on the situation is taken to hold: to ask would take longer.
   */
  private double most(int items) {
    double always = 1;
    List<Verdicts> known = new ArrayList<>();
    for (Verdicts one : factors) {
      if (one.rule().action() == Action.BOOST) {
        if (one.isOfItemOnly()) {
          known.add(one);
        } else {
          always *= one.rule().factor();
        }
      }
    }
    double most = 1;
    for (int item = 0; item < items && !known.isEmpty(); item++) {
      double product = 1;
      for (Verdicts one : known) {
        product *= one.holds(item) ? one.rule().factor() : 1;
      }
      most = Math.max(most, product);
    }
    return always * most;
  }

  /** No factor is above it. */
  public double most() {
    return most;
  }

  /** What the item's score is multiplied by, 0 where it is banned. */
  public double factor(int item) {
    for (Verdicts ban : bans) {
      if (ban.holds(item)) {
        return 0;
      }
    }
    double factor = 1;
    for (Verdicts one : factors) {
      if (one.holds(item)) {
        factor *= one.rule().factor();
      }
    }
    return factor;
  }

  /** The rules that change the item's score. */
  public List<MerchandisingRule> of(int item) {
    if (factors.isEmpty()) {
      return List.of();
    }
    return factors.stream().filter(one -> one.holds(item)).map(Verdicts::rule).toList();
  }

  /** By position, then name. */
  public List<Pin> pins() {
    return pins.stream().map(one -> new Pin(one.rule(), one.matching())).toList();
  }
}
