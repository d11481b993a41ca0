package dev.parallax.local.shop.tell;

import dev.parallax.local.shop.life.Occurrence;
import java.util.List;

/**
 * What was sent of a shop's life.
 *
 * @param behaviour Segment messages
 * @param orders Order Completed among them
 * @param ordersAllowed orders of customers who refuse nothing: every service counts at least these
 * @param refunds Order Refunded among them
 * @param payments of orders; not sent yet, since payments are told week by week
 */
public record ShopTold(
    int items,
    int behaviour,
    int orders,
    int ordersAllowed,
    int refunds,
    int feedback,
    int readings,
    List<Occurrence> payments) {

  public ShopTold {
    payments = List.copyOf(payments);
  }

  /** Everything that was sent. */
  public int all() {
    return items + behaviour + feedback + readings;
  }
}
