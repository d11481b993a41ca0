package dev.parallax.recommendation.algorithm.factor;

/**
 * How much a row's vector is held back, more where there is more to tell it from (Rendle, Krichene,
 * Zhang and Koren, Revisiting the Performance of iALS, RecSys 2022): {@code lambda} for a row of
 * mean weight.
 *
 * @param power 0 for the same everywhere, as in the first paper; 1 in proportion to the weight
 * @param meanWeight of the rows
 */
record Ridge(double lambda, double power, double meanWeight) {
  double of(double weight) {
    return power == 0 || meanWeight == 0 ? lambda : lambda * Math.pow(weight / meanWeight, power);
  }
}
