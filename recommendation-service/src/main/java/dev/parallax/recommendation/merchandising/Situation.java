package dev.parallax.recommendation.merchandising;

import dev.parallax.recommendation.occasion.Context;

/**
 * What rules may ask of a question beside its items.
 *
 * @param segment the customer's, empty for none or one that may not be used
 */
public record Situation(Context context, String surface, String segment) {}
