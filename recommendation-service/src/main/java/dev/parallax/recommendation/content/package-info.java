/**
 * What the words of the catalog say of items: what matches a search, and what is like a new one.
 */
package dev.parallax.recommendation.content;
