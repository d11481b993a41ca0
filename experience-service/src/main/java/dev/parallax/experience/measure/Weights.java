package dev.parallax.experience.measure;

/**
 * How much attention one act is. What costs a customer more, or fails, says more about a need.
 *
 * @param emptySearch a search that found nothing
 */
public record Weights(
    double view, double search, double emptySearch, double wish, double complaint) {
  public Weights {
    positive("view", view);
    positive("search", search);
    positive("emptySearch", emptySearch);
    positive("wish", wish);
    positive("complaint", complaint);
  }

  private static void positive(String name, double weight) {
    if (!(weight > 0) || Double.isInfinite(weight)) {
      throw new IllegalArgumentException(name + " weight must be a number above 0, not " + weight);
    }
  }
}
