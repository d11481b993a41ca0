package dev.parallax.recommendation.ranker;

/**
 * A list that a customer was shown and chose from. Items by number, in the order shown; those that
 * the shop says were not seen are left out.
 *
 * @param customer a number that tells customers apart and nothing else
 * @param positions where the items stood, from 1
 * @param followed whether the item was clicked, added or ordered because of the list
 * @param features {@link Feature#COUNT} of each item, one item after the other
 */
record Choices(int customer, int[] positions, boolean[] followed, float[] features) {
  Choices {
    if (positions.length != followed.length
        || features.length != positions.length * Feature.COUNT) {
      throw new IllegalArgumentException("positions, followed and features must be of one list");
    }
  }

  int size() {
    return positions.length;
  }

  float feature(int item, int feature) {
    return features[item * Feature.COUNT + feature];
  }

  /**
   * What each item was chosen for, had all been looked at alike: 1 by the probability that it was
   * looked at where it was chosen, else 0. Its expectation does not depend on the position (Horvitz
   * and Thompson 1952; of clicks: Joachims, Swaminathan and Schnabel, WSDM 2017).
   */
  double[] gains(PositionCurve curve) {
    double[] gains = new double[size()];
    for (int i = 0; i < gains.length; i++) {
      gains[i] = followed[i] ? 1 / curve.at(positions[i]) : 0;
    }
    return gains;
  }
}
