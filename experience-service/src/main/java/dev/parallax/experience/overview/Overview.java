package dev.parallax.experience.overview;

/**
 * The numbers at a glance, of the customers who may be counted.
 *
 * @param customers who did or said anything
 * @param events of all kinds
 * @param conversion share of sessions in which an order was completed; null without a session
 * @param nps -100 to 100; null without an answer, as the other scores
 * @param responses answers with a score
 * @param openGaps segments and needs where more is wanted than served, for sure
 */
public record Overview(
    long customers,
    long events,
    long sessions,
    long orders,
    long refunds,
    Double conversion,
    Double nps,
    Double meanRating,
    Double csat,
    long responses,
    long complaints,
    long openGaps) {}
