/** Supervised learning on tables. Plain Java: no service, no database, no clock. */
package dev.parallax.learning;
