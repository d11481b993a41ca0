/** What is for sale: kept in the store, and whole in memory. */
package dev.parallax.recommendation.catalog;
