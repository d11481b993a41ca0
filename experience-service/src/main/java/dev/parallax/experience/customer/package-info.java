/**
 * Who the facts belong to: pseudonyms and their merges, consent, segments, erasure.
 *
 * <p>Consent to analytics is enforced where numbers are made of the facts: those of a customer who
 * refused, or who was never asked where the firm may not assume it, are in no number by segment or
 * session, no score and no gap. They are kept apart until the customer answers, so that the order
 * in which events and answers come through different topics does not change any number; erasure
 * deletes them.
 */
package dev.parallax.experience.customer;
