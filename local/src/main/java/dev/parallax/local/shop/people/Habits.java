package dev.parallax.local.shop.people;

/**
 * How a kind of customer behaves, on average.
 *
 * @param visitGapDays mean days between two visits
 * @param orderChance share of visits that end with an order
 * @param basketMean mean number of products in an order
 * @param departmentsLiked how many departments one person buys from, about
 * @param regular share of a basket that is taken from the person's own favourites
 * @param returnChance share of orders of which something goes back
 * @param ratingMean mean stars of a rating
 * @param npsMean mean answer to "would you recommend us", 0 to 10
 * @param voice share of orders that are rated
 * @param overlookedChance share of visits on which the overlooked need is looked for
 * @param complaintChance share of visits that end with a complaint about anything else
 */
public record Habits(
    double visitGapDays,
    double orderChance,
    double basketMean,
    int departmentsLiked,
    double regular,
    double returnChance,
    double ratingMean,
    double npsMean,
    double voice,
    double overlookedChance,
    double complaintChance) {

  public Habits {
    if (!(visitGapDays > 0)) {
      throw new IllegalArgumentException("visitGapDays must be positive");
    }
    if (!(basketMean >= 1)) {
      throw new IllegalArgumentException("basketMean must be at least 1");
    }
    probability("orderChance", orderChance);
    probability("regular", regular);
    probability("returnChance", returnChance);
    probability("voice", voice);
    probability("overlookedChance", overlookedChance);
    probability("complaintChance", complaintChance);
  }

  private static void probability(String name, double value) {
    if (!(value >= 0 && value <= 1)) {
      throw new IllegalArgumentException(name + " must be in [0, 1], was " + value);
    }
  }
}
