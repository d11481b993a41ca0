package dev.parallax.local.shop.life;

import dev.parallax.local.shop.chance.Chance;
import dev.parallax.local.shop.goods.Assortment;
import dev.parallax.local.shop.goods.Department;
import dev.parallax.local.shop.goods.Product;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;

/** One session on the shop's pages: every step some seconds after the one before. */
final class Visit {

  private final Assortment assortment;
  private final RandomGenerator random;
  private final Person person;
  private final Consumer<Occurrence> out;
  private Instant now;

  Visit(
      Assortment assortment,
      RandomGenerator random,
      Person person,
      Instant start,
      Consumer<Occurrence> out) {
    this.assortment = assortment;
    this.random = random;
    this.person = person;
    this.out = out;
    this.now = start;
    out.accept(person.page(now, "Home"));
  }

  Instant now() {
    return now;
  }

  void look(Product product) {
    out.accept(person.track(step(), "Product Viewed", Basket.line(product)));
  }

  void add(Product product) {
    Map<String, Object> line = Basket.line(product);
    line.put("quantity", 1);
    out.accept(person.track(step(), "Product Added", line));
  }

  void wish(Product product) {
    out.accept(person.track(step(), "Product Added to Wishlist", Basket.line(product)));
  }

  /** A search that finds what is on the shelf. */
  void search(Department department) {
    search(department, Chance.one(random, department.nouns()), random.nextInt(3, 30));
  }

  /** Looks for what the shop barely has: mostly in vain, sometimes finds it sold out. */
  void searchOverlooked() {
    Department wanted = assortment.overlooked();
    boolean found = Chance.happens(random, 0.08);
    search(wanted, Chance.one(random, wanted.nouns()), found ? 1 : 0);
    if (Chance.happens(random, 0.35)) {
      wish(Chance.one(random, assortment.of(wanted)));
    }
  }

  private void search(Department department, String query, int results) {
    Map<String, Object> properties = new LinkedHashMap<>();
    properties.put("query", query);
    properties.put("category", department.name());
    properties.put("results_count", results);
    out.accept(person.track(step(), "Products Searched", properties));
  }

  /** From the basket to the paid order; at most three of the products are looked at one by one. */
  String order(Basket basket) {
    List<Product> products = basket.products();
    for (Product product : products.subList(0, Math.min(3, products.size()))) {
      if (Chance.happens(random, 0.6)) {
        look(product);
      }
      add(product);
    }
    String orderId = person.nextId("o");
    Map<String, Object> checkout = new HashMap<>();
    checkout.put("order_id", orderId);
    checkout.put("value", basket.total());
    checkout.put("currency", Assortment.CURRENCY);
    out.accept(person.track(step(), "Checkout Started", checkout));
    out.accept(person.track(step(), "Order Completed", basket.properties(orderId)));
    return orderId;
  }

  private Instant step() {
    now = now.plus(Duration.ofMillis(random.nextLong(4_000, 75_000)));
    return now;
  }
}
