/** Payments and refunds. */
package dev.parallax.contracts.transaction;
