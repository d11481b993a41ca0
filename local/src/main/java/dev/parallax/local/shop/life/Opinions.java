package dev.parallax.local.shop.life;

import dev.parallax.local.shop.chance.Chance;
import dev.parallax.local.shop.goods.Assortment;
import dev.parallax.local.shop.goods.Department;
import dev.parallax.local.shop.goods.Product;
import dev.parallax.local.shop.people.Customer;
import dev.parallax.local.shop.people.Habits;
import dev.parallax.local.shop.words.Comments;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;

/** What one customer says: stars, survey answers, complaints. */
final class Opinions {

  private static final double SURVEYED = 0.08;
  private static final double WRITES = 0.5;

  private final Customer customer;
  private final Person person;
  private final Assortment assortment;
  private final RandomGenerator random;

  Opinions(Customer customer, Person person, Assortment assortment, RandomGenerator random) {
    this.customer = customer;
    this.person = person;
    this.assortment = assortment;
    this.random = random;
  }

  /** Some rate what they bought, some are asked whether they would recommend the shop. */
  void afterOrder(
      Instant at, String orderId, Basket basket, boolean returned, Consumer<Occurrence> out) {
    Habits habits = customer.habits();
    if (Chance.happens(random, habits.voice())) {
      Product product = basket.products().getFirst();
      double mean = habits.ratingMean() - (returned ? 0.6 : 0);
      int stars = around(mean, 0.7, 1, 5);
      Map<String, Object> details = new LinkedHashMap<>();
      details.put("score", stars);
      details.put("itemId", product.id());
      details.put("category", product.department().name());
      details.put("orderId", orderId);
      if (Chance.happens(random, WRITES)) {
        write(details, Comments.about(random, stars, product.department(), customer.chinese()));
      }
      out.accept(person.feedback(at, "rating", details));
    }
    if (Chance.happens(random, SURVEYED)) {
      Map<String, Object> details = new LinkedHashMap<>();
      details.put("score", around(habits.npsMean(), 1.6, 0, 10));
      out.accept(person.feedback(at.plusSeconds(3600), "nps", details));
    }
  }

  /** A complaint about a department. */
  void complain(Instant at, Department about, Consumer<Occurrence> out) {
    int stars = random.nextInt(1, 3);
    complaint(at, about, Comments.about(random, stars, about, customer.chinese()), out);
  }

  /** A complaint about what the shop does not have. */
  void miss(Instant at, Consumer<Occurrence> out) {
    Department wanted = assortment.overlooked();
    complaint(at, wanted, Comments.missing(random, wanted, customer.chinese()), out);
  }

  private void complaint(Instant at, Department about, String text, Consumer<Occurrence> out) {
    Map<String, Object> details = new LinkedHashMap<>();
    details.put("category", about.name());
    write(details, text);
    out.accept(person.feedback(at.plusSeconds(120), "complaint", details));
  }

  private void write(Map<String, Object> details, String text) {
    details.put("text", text);
    details.put("language", customer.chinese() ? "zh" : "en");
  }

  private int around(double mean, double spread, int lowest, int highest) {
    return Math.clamp(Math.round(random.nextGaussian(mean, spread)), lowest, highest);
  }
}
