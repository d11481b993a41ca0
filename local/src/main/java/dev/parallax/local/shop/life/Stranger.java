package dev.parallax.local.shop.life;

import dev.parallax.local.shop.ShopPlan;
import dev.parallax.local.shop.chance.Chance;
import dev.parallax.local.shop.goods.Assortment;
import dev.parallax.local.shop.goods.Department;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;

/** Passers-by without an account: each looks around once and is gone. */
final class Stranger implements Visitor {

  /** Strangers per customer and year. */
  private static final double PER_CUSTOMER = 1.5;

  private final ShopPlan plan;
  private final Assortment assortment;
  private final RandomGenerator random;
  private Instant next;
  private int seen;

  Stranger(ShopPlan plan, Assortment assortment, RandomGenerator random) {
    this.plan = plan;
    this.assortment = assortment;
    this.random = random;
    this.next = plan.start();
    wait(plan.start());
  }

  @Override
  public Instant next() {
    return next;
  }

  @Override
  public boolean visit(Consumer<Occurrence> out) {
    String id = "%sn%05d".formatted(plan.prefix(), seen++);
    Visit visit = new Visit(assortment, random, new Person(null, id + "-browser", id), next, out);
    Department department = Chance.one(random, Department.USUAL);
    if (Chance.happens(random, 0.3)) {
      visit.search(department);
    }
    int views = Chance.poisson(random, 1);
    for (int i = 0; i < views; i++) {
      visit.look(assortment.pick(random, department));
    }
    wait(next);
    return true;
  }

  private void wait(Instant from) {
    double meanMillis = Duration.ofDays(365).toMillis() / (plan.customers() * PER_CUSTOMER);
    next = from.plusMillis(1 + (long) (random.nextExponential() * meanMillis));
  }
}
