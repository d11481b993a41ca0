package dev.parallax.local.shop.life;

import dev.parallax.local.shop.ShopPlan;
import dev.parallax.local.shop.chance.Chance;
import dev.parallax.local.shop.goods.Assortment;
import dev.parallax.local.shop.goods.Stocktaking;
import dev.parallax.local.shop.people.Customer;
import dev.parallax.local.shop.people.Population;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.PriorityQueue;
import java.util.random.RandomGenerator.SplittableGenerator;

/**
 * A shop's life as a plan decides it. What happens is made while it is read, in order of time, so
 * that a long life needs no more memory than a short one. Every person draws from a generator of
 * their own: one more draw in one life leaves all others as they were.
 */
public final class ShopLife implements Iterable<Occurrence> {

  private static final Comparator<Planned> BY_TIME =
      Comparator.comparing((Planned p) -> p.visitor().next()).thenComparing(Planned::index);

  /** How long before the end payments of orders are told, as transactions. */
  public static final Duration PAYMENTS = Duration.ofDays(60);

  private final ShopPlan plan;
  private final SplittableGenerator root;
  private final Assortment assortment;
  private final List<Customer> customers;

  public ShopLife(ShopPlan plan) {
    this.plan = plan;
    this.root = Chance.root(plan.seed());
    this.assortment = Stocktaking.fill(root.split());
    this.customers = Population.of(plan, assortment, root.split());
  }

  public Assortment assortment() {
    return assortment;
  }

  public List<Customer> customers() {
    return customers;
  }

  /** Everything that happens from the plan's start to its end. Each call gives the same. */
  @Override
  public Iterator<Occurrence> iterator() {
    SplittableGenerator random = Chance.root(plan.seed() ^ 0x5DEECE66DL);
    List<Visitor> visitors = new ArrayList<>();
    visitors.add(new Sensors(plan, assortment, random.split()));
    visitors.add(new Stranger(plan, assortment, random.split()));
    Instant paymentsFrom = plan.end().minus(PAYMENTS);
    for (Customer customer : customers) {
      visitors.add(new Regular(customer, assortment, random.split(), paymentsFrom));
    }
    return new Happenings(visitors, plan.end());
  }

  private record Planned(int index, Visitor visitor) {}

  /** Merges visits to come and what earlier visits left behind, by time. */
  private static final class Happenings implements Iterator<Occurrence> {

    /** A visit may begin with something a little before it: the browser's anonymous past. */
    private static final Duration BEFORE = Duration.ofMinutes(30);

    private final PriorityQueue<Planned> visits = new PriorityQueue<>(BY_TIME);
    private final PriorityQueue<Occurrence> pending = new PriorityQueue<>();
    private final Instant end;

    Happenings(List<Visitor> visitors, Instant end) {
      this.end = end;
      for (int i = 0; i < visitors.size(); i++) {
        visits.add(new Planned(i, visitors.get(i)));
      }
    }

    @Override
    public boolean hasNext() {
      while (!visits.isEmpty() && (pending.isEmpty() || due(visits.peek()))) {
        Planned planned = visits.poll();
        if (!planned.visitor().next().isBefore(end)) {
          continue;
        }
        if (planned.visitor().visit(this::later)) {
          visits.add(planned);
        }
      }
      return !pending.isEmpty();
    }

    private boolean due(Planned planned) {
      return !planned.visitor().next().minus(BEFORE).isAfter(pending.peek().at());
    }

    private void later(Occurrence occurrence) {
      if (occurrence.at().isBefore(end)) {
        pending.add(occurrence);
      }
    }

    @Override
    public Occurrence next() {
      if (!hasNext()) {
        throw new NoSuchElementException("the life is over");
      }
      return pending.poll();
    }
  }
}
