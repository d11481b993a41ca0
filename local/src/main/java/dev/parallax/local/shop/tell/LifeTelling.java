package dev.parallax.local.shop.tell;

import dev.parallax.local.http.SuiteClient;
import dev.parallax.local.report.ProgressBar;
import dev.parallax.local.shop.goods.Assortment;
import dev.parallax.local.shop.goods.Product;
import dev.parallax.local.shop.life.Occurrence;
import dev.parallax.local.shop.life.ShopLife;
import dev.parallax.local.shop.people.Customer;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;

/** Tells the catalog first, then everything that happened, in the order it happened. */
public final class LifeTelling {

  /** Events per customer and day, about; only for the bar. */
  private static final double EVENTS_PER_DAY = 0.41;

  private final SuiteClient suite;
  private final PrintWriter out;
  private int orders;
  private int ordersAllowed;
  private int refunds;
  private int behaviour;
  private int feedback;
  private int readings;

  /**
   * @param out takes a progress bar
   */
  public LifeTelling(SuiteClient suite, PrintWriter out) {
    this.suite = suite;
    this.out = out;
  }

  /** Tells all of it and returns when the suite has acknowledged all of it. */
  public ShopTold tell(ShopLife life, int days) throws IOException {
    List<Occurrence> payments = new ArrayList<>();
    Set<String> refusing = refusing(life);
    int items = life.assortment().products().size();
    ProgressBar bar = new ProgressBar(out, "telling the shop's year");
    AtomicLong accepted = new AtomicLong();
    long about = (long) (life.customers().size() * days * EVENTS_PER_DAY);
    try (Teller teller =
        new Teller(suite, count -> bar.at(accepted.addAndGet(count), about, "accepted"))) {
      Tray shelf = new Tray(teller, Door.CATALOG);
      for (Product product : life.assortment().products()) {
        shelf.add(item(product));
      }
      shelf.send();
      teller.flush();
      Tray messages = new Tray(teller, Door.BATCH);
      Tray opinions = new Tray(teller, Door.FEEDBACK);
      Tray sensors = new Tray(teller, Door.READINGS);
      for (Occurrence occurrence : life) {
        switch (occurrence.channel()) {
          case BEHAVIOUR -> {
            count(occurrence.body(), refusing);
            messages.add(occurrence.body());
          }
          case FEEDBACK -> {
            feedback++;
            opinions.add(occurrence.body());
          }
          case READING -> {
            readings++;
            sensors.add(occurrence.body());
          }
          case TRANSACTION -> payments.add(occurrence);
        }
      }
      messages.send();
      opinions.send();
      sensors.send();
      teller.flush();
    }
    ShopTold told =
        new ShopTold(
            items, behaviour, orders, ordersAllowed, refunds, feedback, readings, payments);
    bar.done(
        "%,d events, %,d orders, %,d opinions, %,d readings, %d products"
            .formatted(behaviour, orders, feedback, readings, items));
    return told;
  }

  private void count(Map<String, Object> message, Set<String> refusing) {
    behaviour++;
    Object event = message.get("event");
    refunds += "Order Refunded".equals(event) ? 1 : 0;
    if ("Order Completed".equals(event)) {
      orders++;
      ordersAllowed += refusing.contains(message.get("userId")) ? 0 : 1;
    }
  }

  private static Set<String> refusing(ShopLife life) {
    return life.customers().stream()
        .filter(c -> !c.consent().analytics() || !c.consent().personalization())
        .map(Customer::userId)
        .collect(Collectors.toSet());
  }

  private static Map<String, Object> item(Product product) {
    Map<String, Object> item = new LinkedHashMap<>();
    item.put("itemId", product.id());
    item.put("name", product.name());
    item.put("category", product.department().name());
    item.put("price", product.price());
    item.put("currency", Assortment.CURRENCY);
    item.put("available", product.available());
    item.put("kind", "product");
    return item;
  }
}
