/** What comes next within a visit. */
package dev.parallax.recommendation.algorithm.session;
