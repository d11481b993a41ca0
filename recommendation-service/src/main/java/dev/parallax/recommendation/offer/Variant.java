package dev.parallax.recommendation.offer;

import dev.parallax.recommendation.ranking.Blend;

/**
 * What is otherwise than usual for some customers, because something is being tried out.
 *
 * @param modelVersion the model's id, null for the one that serves
 * @param blend how sources are weighed, null for the model's own
 */
public record Variant(String modelVersion, Blend blend) {
  public static final Variant USUAL = new Variant(null, null);
}
