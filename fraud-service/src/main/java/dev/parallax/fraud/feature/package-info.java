/**
 * What is known of a card, a terminal and a device at a moment, and the numbers a decision rests
 * on. Plain Java: the topology and the tests run the same code.
 *
 * <p>The windows follow the ULB "Fraud Detection Handbook" (Le Borgne, Siblini, Lebichot, Bontempi,
 * 2022, chapter 3), with days cut at midnight UTC so that state stays bounded.
 */
package dev.parallax.fraud.feature;
