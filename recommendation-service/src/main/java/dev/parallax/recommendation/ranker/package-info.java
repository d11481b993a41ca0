/**
 * Puts candidates into the order that customers' choices teach: learned from lists that were shown
 * and what followed, corrected for where in the list it stood, and in service only where it beats
 * the order of the blended scores.
 */
package dev.parallax.recommendation.ranker;
