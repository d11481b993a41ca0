package dev.parallax.recommendation.recommend;

import dev.parallax.recommendation.merchandising.RuleRequest;

/**
 * The body of {@code POST /v1/merchandising/tryout}.
 *
 * @param name of the rule: the one in force by that name, if there is one, is left out of the list
 *     before, or after where there is no rule to put in its place
 * @param rule as it is to be; null to see what becomes without it
 * @param question for which list
 */
public record TryOutRequest(String name, RuleRequest rule, RecommendationRequest question) {}
