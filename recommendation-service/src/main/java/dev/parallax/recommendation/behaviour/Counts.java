package dev.parallax.recommendation.behaviour;

/**
 * How much is kept.
 *
 * @param customers pseudonyms with at least one order, refund or signal; merged ones count once
 * @param interactions order lines (an item counts once per order) and signals
 * @param orders distinct by customer and order id
 * @param baskets orders with at least one item
 * @param refunds Order Refunded events
 * @param items in the catalog, services included
 * @param itemsAvailable products that can be bought now
 */
public record Counts(
    long customers,
    long interactions,
    long orders,
    long baskets,
    long refunds,
    long items,
    long itemsAvailable) {}
