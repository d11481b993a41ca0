package dev.parallax.recommendation.evaluation;

import java.util.Map;

/**
 * Settings that were tried in a search.
 *
 * @param ndcg on the validation
 */
public record Trial(Map<String, Object> settings, double ndcg, double fitSeconds) {}
