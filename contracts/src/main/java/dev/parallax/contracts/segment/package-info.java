/** Which segment a customer belongs to, and why. */
package dev.parallax.contracts.segment;
