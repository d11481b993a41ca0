/** A table and a target become a model that was measured: which algorithm, how sure, and why. */
package dev.parallax.learning.predictor;
