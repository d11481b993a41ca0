package dev.parallax.experience.measure;

/**
 * Wilson's score interval of a proportion (JASA 22, 1927): unlike the textbook's it stays within 0
 * and 1 and says something where nothing or everything was hit.
 */
final class Wilson {
  private Wilson() {}

  /**
   * @param p the proportion observed
   * @param n how many independent observations it is worth, above 0
   * @param z standard normal quantile, 1.96 for 95 % between the two bounds
   */
  static Share of(double p, double n, double z) {
    double zz = z * z;
    double centre = (p + zz / (2 * n)) / (1 + zz / n);
    double half = z / (1 + zz / n) * Math.sqrt(p * (1 - p) / n + zz / (4 * n * n));
    return new Share(p, Math.max(0, centre - half), Math.min(1, centre + half), true);
  }
}
