package dev.parallax.local.shop.tell;

import dev.parallax.local.shop.card.CardPayment;
import dev.parallax.local.shop.life.Occurrence;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * The payments of a week.
 *
 * @param cards with the shop's card, of which some are fraud
 * @param orders of web orders, all honest
 */
public record Week(List<CardPayment> cards, List<Occurrence> orders) {

  public Week {
    cards = List.copyOf(cards);
    orders = List.copyOf(orders);
  }

  public int size() {
    return cards.size() + orders.size();
  }

  /** All payments cut into weeks that end at {@code end}; the first may be shorter. */
  public static List<Week> cut(List<CardPayment> cards, List<Occurrence> orders, Instant end) {
    List<Week> weeks = new ArrayList<>();
    Instant to = end;
    while (weeks.size() < 200) {
      Instant until = to;
      Instant from = to.minus(Duration.ofDays(7));
      Week week =
          new Week(
              cards.stream().filter(p -> within(p.at(), from, until)).toList(),
              orders.stream().filter(o -> within(o.at(), from, until)).toList());
      if (week.size() == 0) {
        break;
      }
      weeks.addFirst(week);
      to = from;
    }
    return weeks;
  }

  private static boolean within(Instant at, Instant from, Instant to) {
    return !at.isBefore(from) && at.isBefore(to);
  }
}
