/**
 * The suite as a set of processes: what they are, who watches them, and what is known about them.
 */
package dev.parallax.local.suite;
