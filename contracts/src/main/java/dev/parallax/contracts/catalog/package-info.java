/** What is for sale. */
package dev.parallax.contracts.catalog;
