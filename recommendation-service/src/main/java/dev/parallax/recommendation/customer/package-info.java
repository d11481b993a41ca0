/**
 * What is known of a customer beside their behaviour: consent, segment, and which pseudonyms turned
 * out to be the same person.
 */
package dev.parallax.recommendation.customer;
