package dev.parallax.ingestion.identity;

import java.time.Instant;

/**
 * Two customers become one.
 *
 * @param one of the two pseudonyms that were said to be one person
 * @param identifier the type of the further identifier, null where there is none
 * @param from the customer that ends
 * @param into the customer that stays, unless a later merge ends it
 */
record Merge(
    String one,
    String other,
    Link.Why why,
    String identifier,
    String from,
    String into,
    Instant at) {}
