/**
 * Interactions that come from outside the suite, and how they are parted into what is learned from
 * and what is asked. Plain Java.
 */
package dev.parallax.recommendation.evaluation.data;
