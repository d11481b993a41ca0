/** Rules that people write in CEL, beside what the model has learned. */
package dev.parallax.fraud.rule;
