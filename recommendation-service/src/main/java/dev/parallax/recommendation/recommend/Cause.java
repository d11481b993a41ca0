package dev.parallax.recommendation.recommend;

import dev.parallax.contracts.Phrase;
import dev.parallax.contracts.Reason;
import java.util.Map;

/**
 * Why an item scores beside interests and popularity.
 *
 * @param score what it adds
 */
record Cause(String code, Phrase text, double score, Map<String, Object> evidence) {
  Reason reason() {
    return new Reason(code, text, score, evidence);
  }
}
