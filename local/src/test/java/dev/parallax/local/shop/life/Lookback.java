package dev.parallax.local.shop.life;

import dev.parallax.local.shop.people.Customer;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What an observer of the events can know of each customer: the ceiling for any segmentation. */
final class Lookback {

  private static final class Seen {
    int orders;
    int refunds;
    int lines;
    double spent;
    Instant last;
    Instant first;
    double rating = 3.7;
    final Set<Object> categories = new HashSet<>();
  }

  private Lookback() {}

  /** Log-scaled, standardised features, a row per customer. */
  static double[][] features(ShopLife life, Instant end) {
    Map<Object, Seen> seen = new HashMap<>();
    for (Occurrence occurrence : life) {
      Object user = occurrence.body().get("userId");
      if (user != null) {
        note(seen.computeIfAbsent(user, u -> new Seen()), occurrence);
      }
    }
    List<double[]> rows = new ArrayList<>();
    for (Customer customer : life.customers()) {
      rows.add(row(seen.get(customer.userId()), end));
    }
    return standardised(rows);
  }

  private static void note(Seen seen, Occurrence occurrence) {
    Map<String, Object> body = occurrence.body();
    if ("rating".equals(body.get("kind"))) {
      seen.rating = ((Number) body.get("score")).doubleValue();
    }
    if (!(body.get("properties") instanceof Map<?, ?> properties)) {
      return;
    }
    if ("Order Refunded".equals(body.get("event"))) {
      seen.refunds++;
    } else if ("Order Completed".equals(body.get("event"))) {
      seen.orders++;
      seen.spent += ((BigDecimal) properties.get("total")).doubleValue();
      seen.first = seen.first == null ? occurrence.at() : seen.first;
      seen.last = occurrence.at();
      for (Object line : (List<?>) properties.get("products")) {
        seen.lines++;
        seen.categories.add(((Map<?, ?>) line).get("category"));
      }
    }
  }

  private static double[] row(Seen seen, Instant end) {
    double days = Duration.between(seen.last, end).toHours() / 24.0;
    double tenure = Duration.between(seen.first, end).toHours() / 24.0;
    return new double[] {
      Math.log1p(days),
      Math.log1p(seen.orders),
      Math.log1p(seen.spent),
      Math.log1p((double) seen.lines / seen.orders),
      Math.log1p(tenure),
      Math.log1p(seen.categories.size()),
      Math.log1p((double) seen.refunds / seen.orders),
      Math.log1p(seen.rating)
    };
  }

  private static double[][] standardised(List<double[]> rows) {
    double[][] all = rows.toArray(double[][]::new);
    for (int f = 0; f < all[0].length; f++) {
      double sum = 0;
      double squares = 0;
      for (double[] row : all) {
        sum += row[f];
        squares += row[f] * row[f];
      }
      double mean = sum / all.length;
      double deviation = Math.sqrt(squares / all.length - mean * mean);
      for (double[] row : all) {
        row[f] = (row[f] - mean) / deviation;
      }
    }
    return all;
  }
}
