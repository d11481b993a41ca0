/** On what occasion a list is asked for. */
package dev.parallax.recommendation.occasion;
