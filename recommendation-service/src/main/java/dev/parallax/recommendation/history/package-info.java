/**
 * What customers did with items, and what that says about how much they like them. Plain Java; the
 * same arithmetic serves training and answering.
 */
package dev.parallax.recommendation.history;
