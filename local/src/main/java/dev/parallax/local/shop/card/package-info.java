/**
 * Payments with the shop's card at the tills of its branches and partners, and three kinds of fraud
 * among them: the scheme of chapter 3 of Le Borgne, Siblini, Lebichot and Bontempi, "Reproducible
 * Machine Learning for Credit Card Fraud Detection - Practical Handbook" (ULB, 2022), written anew.
 */
package dev.parallax.local.shop.card;
