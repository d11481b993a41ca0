/** Transactions as they come over HTTP and as they are stored. */
package dev.parallax.fraud.transaction;
