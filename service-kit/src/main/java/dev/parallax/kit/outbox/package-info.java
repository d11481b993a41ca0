/**
 * Events that a transaction announces: written with the state they tell of, published afterwards.
 */
package dev.parallax.kit.outbox;
