package dev.parallax.recommendation.dataset;

/** Some rows of a data set. */
@FunctionalInterface
public interface Rows {
  /** All of them. */
  Rows ALL = row -> true;

  boolean has(int row);
}
