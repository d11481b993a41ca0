/**
 * What is learned from: a snapshot of orders, refunds and signals on primitive arrays, and the
 * views of it up to a point in time. Plain Java.
 */
package dev.parallax.recommendation.dataset;
