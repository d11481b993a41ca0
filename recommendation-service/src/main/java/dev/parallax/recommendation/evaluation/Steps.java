package dev.parallax.recommendation.evaluation;

/** Hears how far an evaluation is. */
@FunctionalInterface
public interface Steps {
  /**
   * @param total what {@code done} counts up to
   */
  void at(int done, int total, String doing);
}
