/**
 * A shop that never was: a seeded simulator of a year of its life, and the demo that tells it to
 * the suite through the front door and checks what the suite found out against the truth.
 */
package dev.parallax.local.shop;
