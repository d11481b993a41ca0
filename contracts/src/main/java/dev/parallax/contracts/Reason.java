package dev.parallax.contracts;

import java.util.Map;

/**
 * Why a score, segment, recommendation or decision came out as it did.
 *
 * @param code stable, kebab case, for programs ({@code bought-together})
 * @param text for people
 * @param weight how much it contributed, in the unit of what it explains (log-odds for a fraud
 *     score, score points for a recommendation, standard deviations for a segment); its sign is the
 *     direction
 * @param evidence the numbers behind it; never personal data
 */
public record Reason(String code, Phrase text, double weight, Map<String, Object> evidence) {
  public Reason {
    Required.text("code", code);
    Required.value("text", text);
    evidence = evidence == null ? Map.of() : Map.copyOf(evidence);
  }
}
