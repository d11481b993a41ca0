package dev.parallax.recommendation.statistics;

/**
 * What a way to make lists that was not (or not alone) in force would have brought, from lists in
 * which chance had a part.
 *
 * <p>Each place of a list that was shown weighs 1 by the probability of its item at that place, if
 * the way in question has the same item there, else 0; the rate is that of the weighed places,
 * divided by the sum of weights and not by their number (self-normalised: Swaminathan and Joachims,
 * NIPS 2015). That an item is clicked depends on itself and its place and not on the others of the
 * list is assumed (item-position model: Li, Abbasi-Yadkori, Kveton, Muthukrishnan, Vinay and Wen,
 * KDD 2018); whole lists would hardly ever be the same. The interval has customers as clusters, as
 * in {@link Rate}, and is never narrower than the effective sample size allows.
 *
 * @param effectiveSize how many places of equal weight would tell as much (Kish): the square of the
 *     sum of weights by the sum of their squares
 * @param covered the mean weight: about 1 where whatever the way in question shows had a chance to
 *     be shown; less where a part of it had none, of which nothing is known
 */
public record OffPolicy(Rate rate, double effectiveSize, double covered) {
  /**
   * Of places looked at.
   *
   * @param squares of the weights
   * @param byCustomer n the weights of a customer, x those of the places that were hit
   */
  public record Sums(double places, double squares, Rate.Sums byCustomer) {}

  public static OffPolicy of(Sums sums) {
    double weights = sums.byCustomer().n();
    if (weights <= 0) {
      return new OffPolicy(new Rate(null, null, null), 0, 0);
    }
    double size = weights * weights / sums.squares();
    return new OffPolicy(Rate.of(sums.byCustomer(), size), size, weights / sums.places());
  }
}
