/** What a list must not do to people: press, pry, or forget that they said no. */
package dev.parallax.recommendation.tact;
