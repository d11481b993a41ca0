/** Learning from what became of transactions. */
package dev.parallax.fraud.training;
