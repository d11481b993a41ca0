package dev.parallax.local.shop.life;

import dev.parallax.local.shop.chance.Chance;
import dev.parallax.local.shop.goods.Assortment;
import dev.parallax.local.shop.goods.Department;
import dev.parallax.local.shop.goods.Product;
import dev.parallax.local.shop.people.Customer;
import dev.parallax.local.shop.people.Habits;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;

/** The life of one customer with an account, visit by visit. */
final class Regular implements Visitor {

  private static final Duration NEVER_BEFORE = Duration.ofHours(20);

  private final Customer customer;
  private final Assortment assortment;
  private final RandomGenerator random;
  private final Instant paymentsFrom;
  private final Person person;
  private final Person browser;
  private final Opinions opinions;
  private Instant next;
  private boolean known;

  Regular(Customer customer, Assortment assortment, RandomGenerator random, Instant paymentsFrom) {
    this.customer = customer;
    this.assortment = assortment;
    this.random = random;
    this.paymentsFrom = paymentsFrom;
    String anonymousId = customer.userId() + "-browser";
    String ids = customer.idPrefix();
    this.person = new Person(customer.userId(), anonymousId, ids);
    this.browser = new Person(null, anonymousId, ids + "b");
    this.opinions = new Opinions(customer, person, assortment, random);
    this.next = customer.first();
  }

  @Override
  public Instant next() {
    return next;
  }

  @Override
  public boolean visit(Consumer<Occurrence> out) {
    Instant at = next;
    boolean first = !known;
    if (first) {
      register(at, out);
    }
    Visit visit = new Visit(assortment, random, person, at.plusSeconds(60), out);
    look(visit, out);
    // An account is made when something is bought, so the first visit always ends with an order.
    if (first || Chance.happens(random, customer.habits().orderChance())) {
      buy(visit, out);
    }
    if (Chance.happens(random, customer.habits().complaintChance())) {
      opinions.complain(visit.now(), liked(), out);
    }
    double days = random.nextExponential() * customer.visitGapDays() * 0.5;
    days += customer.visitGapDays() * 0.5;
    Duration gap = Duration.ofMillis((long) (days * 86_400_000));
    next = at.plus(gap.compareTo(NEVER_BEFORE) > 0 ? gap : NEVER_BEFORE);
    return next.isBefore(customer.last());
  }

  /** Some looked around before they told who they are; then the two histories become one. */
  private void register(Instant at, Consumer<Occurrence> out) {
    known = true;
    if (Chance.happens(random, 0.3)) {
      Visit before = new Visit(assortment, random, browser, at.minusSeconds(900), out);
      before.look(assortment.pick(random, liked()));
    }
    Map<String, Object> traits = new LinkedHashMap<>();
    traits.put("email", customer.userId() + "@example.org");
    traits.put("firstName", "Customer");
    traits.put("lastName", "Number " + customer.index());
    traits.put("language", customer.chinese() ? "zh" : "en");
    out.accept(person.identify(at, traits, customer.consent().preferences()));
  }

  private void look(Visit visit, Consumer<Occurrence> out) {
    Habits habits = customer.habits();
    if (Chance.happens(random, habits.overlookedChance())) {
      visit.searchOverlooked();
      if (Chance.happens(random, 0.12)) {
        opinions.miss(visit.now(), out);
      }
    } else if (Chance.happens(random, 0.3)) {
      visit.search(liked());
    }
    int views = Chance.poisson(random, 0.9);
    for (int i = 0; i < views; i++) {
      Product product = assortment.pick(random, liked());
      visit.look(product);
      if (Chance.happens(random, 0.06)) {
        visit.wish(product);
      } else if (Chance.happens(random, 0.12)) {
        visit.add(product);
      }
    }
  }

  private void buy(Visit visit, Consumer<Occurrence> out) {
    Basket basket = Basket.fill(random, customer, assortment);
    String orderId = visit.order(basket);
    Instant ordered = visit.now();
    if (!ordered.isBefore(paymentsFrom)) {
      out.accept(person.payment(ordered.plusSeconds(1), payment(orderId, basket)));
    }
    boolean returns = Chance.happens(random, customer.habits().returnChance());
    if (returns) {
      Basket back = basket.first(Math.max(1, basket.lines().size() / 2));
      Instant then = later(ordered, 3, 12);
      out.accept(person.track(then, "Order Refunded", back.properties(orderId)));
    }
    opinions.afterOrder(later(ordered, 1, 5), orderId, basket, returns, out);
  }

  private static Map<String, Object> payment(String orderId, Basket basket) {
    Map<String, Object> details = new LinkedHashMap<>();
    details.put("orderId", orderId);
    details.put("amount", basket.total());
    details.put("currency", Assortment.CURRENCY);
    return details;
  }

  private Department liked() {
    return customer.departments().get(Chance.index(random, customer.tasteSums()));
  }

  private Instant later(Instant at, int fromDays, int toDays) {
    return at.plus(Duration.ofMillis((long) (random.nextDouble(fromDays, toDays) * 86_400_000)));
  }
}
