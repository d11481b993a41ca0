package dev.parallax.local.shop.life;

import dev.parallax.local.shop.chance.Chance;
import dev.parallax.local.shop.goods.Affinity;
import dev.parallax.local.shop.goods.Assortment;
import dev.parallax.local.shop.goods.Product;
import dev.parallax.local.shop.people.Customer;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;

/**
 * What is bought in one order: products, each with a quantity.
 *
 * @param lines in the order they were picked
 */
record Basket(Map<Product, Integer> lines) {

  /** Fills a basket as this customer would, and lets affinities add to it. */
  static Basket fill(RandomGenerator random, Customer customer, Assortment assortment) {
    double mean = customer.habits().basketMean() * customer.appetite() - 1;
    int size = 1 + Chance.poisson(random, Math.max(0, mean));
    Map<Product, Integer> lines = new LinkedHashMap<>();
    for (int i = 0; i < size; i++) {
      Product product = pick(random, customer, assortment);
      lines.putIfAbsent(product, quantity(random, customer));
      assortment.affinityOf(product).ifPresent(affinity -> draw(random, affinity, product, lines));
    }
    return new Basket(lines);
  }

  private static Product pick(RandomGenerator random, Customer customer, Assortment assortment) {
    if (Chance.happens(random, customer.habits().regular())) {
      return Chance.one(random, customer.favourites());
    }
    int liked = Chance.index(random, customer.tasteSums());
    return assortment.pick(random, customer.departments().get(liked));
  }

  private static int quantity(RandomGenerator random, Customer customer) {
    return switch (customer.kind()) {
      case WEEKLY_GROCER, MONTHLY_FAMILY -> 1 + Chance.poisson(random, 0.4);
      case BARGAIN_ONE_TIMER, GADGET_LOVER, LAPSED -> 1;
    };
  }

  private static void draw(
      RandomGenerator random, Affinity affinity, Product product, Map<Product, Integer> lines) {
    for (Product partner : affinity.products()) {
      if (!partner.equals(product) && Chance.happens(random, affinity.pull())) {
        lines.putIfAbsent(partner, 1);
      }
    }
  }

  List<Product> products() {
    return List.copyOf(lines.keySet());
  }

  /** What goes back of this basket: the first {@code count} lines. */
  Basket first(int count) {
    Map<Product, Integer> some = new LinkedHashMap<>();
    lines.entrySet().stream().limit(count).forEach(e -> some.put(e.getKey(), e.getValue()));
    return new Basket(some);
  }

  BigDecimal total() {
    long minor = 0;
    for (Map.Entry<Product, Integer> line : lines.entrySet()) {
      minor += (long) line.getKey().priceMinor() * line.getValue();
    }
    return BigDecimal.valueOf(minor, 2);
  }

  /** Properties of Order Completed and Order Refunded. */
  Map<String, Object> properties(String orderId) {
    List<Map<String, Object>> products = new ArrayList<>();
    lines.forEach(
        (product, quantity) -> {
          Map<String, Object> line = line(product);
          line.put("quantity", quantity);
          products.add(line);
        });
    Map<String, Object> properties = new LinkedHashMap<>();
    properties.put("order_id", orderId);
    properties.put("total", total());
    properties.put("currency", Assortment.CURRENCY);
    properties.put("products", products);
    return properties;
  }

  /** A product as events name it. */
  static Map<String, Object> line(Product product) {
    Map<String, Object> line = new LinkedHashMap<>();
    line.put("product_id", product.id());
    line.put("name", product.name());
    line.put("category", product.department().name());
    line.put("price", product.price());
    return line;
  }
}
