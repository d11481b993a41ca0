/** What customers say. */
package dev.parallax.contracts.feedback;
