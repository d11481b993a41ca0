package dev.parallax.recommendation.offer;

import dev.parallax.recommendation.ranking.Blend;

/**
 * What is otherwise than usual for some customers, because something is being tried out.
 *
 * @param modelVersion the model's id, null for the one that serves
 * @param blend how sources are weighed, null for the model's own
 * @param ranker the id of the ranker that orders candidates, null for the one that serves, {@code
 *     none} for the blended scores' order; the offer is the same
 */
public record Variant(String modelVersion, Blend blend, String ranker) {
  public static final Variant USUAL = new Variant(null, null, null);
}
