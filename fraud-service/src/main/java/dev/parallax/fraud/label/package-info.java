/** What became of transactions: chargebacks and analysts' verdicts. */
package dev.parallax.fraud.label;
