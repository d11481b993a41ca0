/**
 * The rules of the shop as it is now: read from orders and visits, mined, kept up to date by what
 * changed, stored for every replica. Apart from the models, which are learned once a day.
 */
package dev.parallax.recommendation.rulebook;
