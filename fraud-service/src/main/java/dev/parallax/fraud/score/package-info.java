/**
 * The learned score: a logistic regression, how it is fitted, measured, stored and explained.
 * Tribuo stands at training and storage; scoring is a sum over a plain array.
 */
package dev.parallax.fraud.score;
