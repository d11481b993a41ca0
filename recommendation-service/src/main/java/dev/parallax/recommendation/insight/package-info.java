/** A look into what was learned and what is kept: rules, similar items, counts. */
package dev.parallax.recommendation.insight;
