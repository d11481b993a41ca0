package dev.parallax.recommendation;

import dev.parallax.contracts.behaviour.CustomerEvent;
import dev.parallax.contracts.catalog.CatalogItemChanged;
import dev.parallax.contracts.profile.CustomerProfileChanged;
import dev.parallax.contracts.profile.Purpose;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.UUID;

/**
 * A shop whose truth is known: 60 items; customers with even numbers like the first half of them,
 * the others the second, the lower the number the more; four pairs across the halves are mostly
 * bought together; postage is in every order.
 */
public final class PlantedShop {
  public static final int CUSTOMERS = 240;
  public static final int ORDERS_EACH = 6;
  public static final String POSTAGE = "POST";

  private static final int ITEMS = 60;
  private static final double TOGETHER = 0.75;
  private static final Map<String, String> PARTNERS =
      Map.of("I05", "I38", "I07", "I42", "I09", "I46", "I39", "I14");

  private final List<CustomerEvent> events = new ArrayList<>();
  private final TestShop shop;
  private int orderLines;
  private int views;

  public PlantedShop(TestShop shop, long seed) {
    this.shop = shop;
    Random random = new Random(seed);
    for (int customer = 0; customer < CUSTOMERS; customer++) {
      for (int order = 0; order < ORDERS_EACH; order++) {
        order(random, customer, order);
      }
    }
  }

  private void order(Random random, int customer, int number) {
    int half = customer % 2 * (ITEMS / 2);
    Set<String> basket = new LinkedHashSet<>();
    int size = 2 + random.nextInt(3);
    while (basket.size() < size) {
      String item = item(half + (int) (ITEMS / 2 * random.nextDouble() * random.nextDouble()));
      basket.add(item);
      String partner = PARTNERS.get(item);
      if (partner != null && random.nextDouble() < TOGETHER) {
        basket.add(partner);
      }
    }
    basket.add(POSTAGE);
    var when = TestShop.NOON.minus(Duration.ofMinutes((long) (random.nextDouble() * 200 * 1440)));
    String cid = TestShop.cid(user(customer));
    events.add(
        shop.bought(cid, "o-" + customer + "-" + number, when, basket.toArray(String[]::new)));
    orderLines += basket.size();
    if (random.nextBoolean()) {
      events.add(shop.viewed(cid, item(half + random.nextInt(ITEMS / 2)), when.minusSeconds(60)));
      views++;
    }
  }

  public static String user(int number) {
    return "planted-" + number;
  }

  private static String item(int number) {
    return "I%02d".formatted(number);
  }

  public static Map<String, String> partners() {
    return PARTNERS;
  }

  public List<CustomerEvent> events() {
    return events;
  }

  public int orderLines() {
    return orderLines;
  }

  public int views() {
    return views;
  }

  public static int items() {
    return ITEMS;
  }

  public static List<CatalogItemChanged> catalog() {
    List<CatalogItemChanged> items = new ArrayList<>();
    for (int i = 0; i < ITEMS; i++) {
      items.add(TestShop.catalogItem(item(i), CatalogItemChanged.Kind.PRODUCT, true));
    }
    items.add(TestShop.catalogItem(POSTAGE, CatalogItemChanged.Kind.SERVICE, true));
    return items;
  }

  /** Everybody has agreed. */
  public static List<CustomerProfileChanged> profiles() {
    List<CustomerProfileChanged> profiles = new ArrayList<>();
    for (int customer = 0; customer < CUSTOMERS; customer++) {
      profiles.add(
          new CustomerProfileChanged(
              UUID.randomUUID().toString(),
              TestShop.cid(user(customer)),
              Map.of(),
              Map.of(Purpose.ANALYTICS, true, Purpose.PERSONALIZATION, true),
              TestShop.NOON));
    }
    return profiles;
  }
}
