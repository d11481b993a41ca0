package dev.parallax.segmentation.customer;

import java.util.Map;

/**
 * What has arrived.
 *
 * @param customers known by an id
 * @param anonymous visitors who have not been recognised
 * @param orders told by customer events, each once
 * @param refunds told by customer events
 * @param events customer events of every kind
 * @param monetaryMinorByCurrency orders less refunds of customer events, in the currency's smallest
 *     unit
 */
record Counts(
    long customers,
    long anonymous,
    long orders,
    long refunds,
    long events,
    long transactions,
    long feedback,
    Map<String, Long> monetaryMinorByCurrency) {}
