/**
 * How long the recommendation service's algorithms learn, in what memory, and how good they are.
 */
package dev.parallax.bench.algorithms;
