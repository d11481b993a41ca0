/** Keeps visits up to date as events come, in whatever order. */
package dev.parallax.experience.visit;
