package dev.parallax.local.shop.people;

import dev.parallax.local.shop.ShopPlan;
import dev.parallax.local.shop.chance.Chance;
import dev.parallax.local.shop.goods.Assortment;
import dev.parallax.local.shop.goods.Department;
import dev.parallax.local.shop.goods.Product;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.random.RandomGenerator;

/** Brings the customers into the world: exact shares of kinds, in shuffled order. */
public final class Population {

  private static final double CHINESE = 0.35;
  private static final int FAVOURITES = 24;

  private final ShopPlan plan;
  private final Assortment assortment;
  private final RandomGenerator random;

  private Population(ShopPlan plan, Assortment assortment, RandomGenerator random) {
    this.plan = plan;
    this.assortment = assortment;
    this.random = random;
  }

  /** The customers of a plan, by index. */
  public static List<Customer> of(ShopPlan plan, Assortment assortment, RandomGenerator random) {
    return new Population(plan, assortment, random).all();
  }

  private List<Customer> all() {
    List<Kind> kinds = new ArrayList<>();
    double share = 0;
    for (Kind kind : Kind.values()) {
      share += kind.share();
      while (kinds.size() < Math.round(plan.customers() * share)) {
        kinds.add(kind);
      }
    }
    Collections.shuffle(kinds, Random.from(random));
    List<Customer> customers = new ArrayList<>();
    for (int index = 0; index < kinds.size(); index++) {
      customers.add(customer(index, kinds.get(index)));
    }
    return customers;
  }

  private Customer customer(int index, Kind kind) {
    Map<Department, Double> tastes = tastes(kind);
    List<Department> liked = liked(tastes, kind.habits().departmentsLiked());
    double[] sums = Chance.cumulative(liked.stream().mapToDouble(tastes::get).toArray());
    List<Product> favourites = new ArrayList<>();
    for (int i = 0; i < FAVOURITES; i++) {
      favourites.add(assortment.pick(random, liked.get(Chance.index(random, sums))));
    }
    Instant[] stay = stay(kind);
    return new Customer(
        index,
        "%su%05d".formatted(plan.prefix(), index),
        "%sk%05d".formatted(plan.prefix(), index),
        kind,
        Chance.factor(random, 0.4),
        Chance.factor(random, 0.35),
        liked,
        sums,
        favourites,
        Chance.happens(random, CHINESE),
        Consent.draw(random),
        stay[0],
        stay[1]);
  }

  private Map<Department, Double> tastes(Kind kind) {
    Map<Department, Double> tastes = new HashMap<>();
    double[] weights = kind.tastes();
    for (int i = 0; i < weights.length; i++) {
      tastes.put(assortment.departments().get(i), weights[i] * Chance.factor(random, 0.5));
    }
    return tastes;
  }

  private List<Department> liked(Map<Department, Double> tastes, int about) {
    int count = Math.clamp(about + random.nextInt(-1, 2), 1, tastes.size());
    return assortment.departments().stream()
        .filter(tastes::containsKey)
        .sorted(Comparator.comparingDouble((Department d) -> -tastes.get(d)))
        .limit(count)
        .toList();
  }

  /** When this kind of customer comes for the first time and the last. */
  private Instant[] stay(Kind kind) {
    return switch (kind) {
      case WEEKLY_GROCER, MONTHLY_FAMILY, GADGET_LOVER ->
          new Instant[] {at(random.nextDouble(0, 0.35)), plan.end()};
      case BARGAIN_ONE_TIMER -> {
        double first = random.nextDouble(0.55, 0.95);
        yield new Instant[] {at(first), at(Math.min(1, first + 0.025))};
      }
      case LAPSED ->
          new Instant[] {at(random.nextDouble(0, 0.12)), at(random.nextDouble(0.32, 0.5))};
    };
  }

  private Instant at(double share) {
    long millis = Duration.ofDays(plan.days()).toMillis();
    return plan.start().plusMillis((long) (millis * share));
  }
}
