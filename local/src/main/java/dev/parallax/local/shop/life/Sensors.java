package dev.parallax.local.shop.life;

import dev.parallax.local.shop.ShopPlan;
import dev.parallax.local.shop.goods.Assortment;
import dev.parallax.local.shop.goods.Department;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;

/**
 * The branch's sensors: footfall at the door, queues at the tills, dwell and stock at shelves, four
 * times a day. Saturdays are busy; at the overlooked shelf people stand long and the stock is out.
 */
final class Sensors implements Visitor {

  private static final int SHELVES = 3;
  private static final Duration EVERY = Duration.ofHours(3);

  private final ShopPlan plan;
  private final Assortment assortment;
  private final RandomGenerator random;
  private Instant next;
  private int taken;

  Sensors(ShopPlan plan, Assortment assortment, RandomGenerator random) {
    this.plan = plan;
    this.assortment = assortment;
    this.random = random;
    this.next = plan.start().plus(Duration.ofHours(10));
  }

  @Override
  public Instant next() {
    return next;
  }

  @Override
  public boolean visit(Consumer<Occurrence> out) {
    boolean busy = next.atZone(ZoneOffset.UTC).getDayOfWeek() == DayOfWeek.SATURDAY;
    double crowd = (busy ? 1.8 : 1) * random.nextDouble(0.7, 1.3);
    take(out, "door-1", "footfall", Math.round(140 * crowd), "people", "entrance");
    for (int till = 1; till <= 2; till++) {
      double queue = Math.max(0, random.nextGaussian(3.2 * crowd, 1.2));
      take(out, "till-" + till, "queue-length", Math.round(queue), "people", "tills");
    }
    for (int i = 0; i < SHELVES; i++) {
      shelf(out, Department.USUAL.get(i), 22, 60);
    }
    shelf(out, assortment.overlooked(), 55, 1);
    next = next.plus(EVERY);
    if (next.atZone(ZoneOffset.UTC).getHour() > 20) {
      next = next.plus(Duration.ofHours(24 - 4 * EVERY.toHours()));
    }
    return true;
  }

  private void shelf(Consumer<Occurrence> out, Department department, double dwell, double stock) {
    String device = "shelf-" + department.name().toLowerCase(Locale.ROOT).replace(' ', '-');
    double seconds = Math.max(1, random.nextGaussian(dwell, dwell / 4));
    take(out, device, "dwell", Math.round(seconds * 10) / 10.0, "s", department.name());
    double left = Math.max(0, Math.round(random.nextGaussian(stock, stock / 5)));
    take(out, device, "stock", left, "pieces", department.name());
  }

  private void take(
      Consumer<Occurrence> out,
      String device,
      String metric,
      double value,
      String unit,
      String place) {
    String id = "%sr%d".formatted(plan.prefix(), taken++);
    Map<String, Object> body = new LinkedHashMap<>();
    body.put("id", id);
    body.put("device", device);
    body.put("metric", metric);
    body.put("value", value);
    body.put("unit", unit);
    body.put("place", place);
    body.put("occurredAt", next.toString());
    out.accept(new Occurrence(Channel.READING, next, id, body));
  }
}
