/** What is learned, in the form in which it serves. */
package dev.parallax.recommendation.algorithm.served;
