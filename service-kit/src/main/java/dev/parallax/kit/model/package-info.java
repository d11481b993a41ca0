/**
 * What was learned: models with their cards, which of them serves, and how replicas notice a
 * promotion.
 */
package dev.parallax.kit.model;
