package dev.parallax.recommendation.experiment;

import dev.parallax.recommendation.offer.Variant;
import java.util.List;
import java.util.stream.Stream;

/**
 * What one customer gets where something is being tried out.
 *
 * @param experiment what answers and exposures call it
 * @param arm the arm's name; {@link #INTERLEAVED} where the list is made of two
 * @param variant how the arm's lists are made
 * @param other the second arm of an interleaved list, null otherwise
 * @param compared what else is to be looked at, so that it can be estimated
 */
public record Treatment(
    String experiment, String arm, Variant variant, Second other, Compared compared) {
  public static final String INTERLEAVED = "interleaved";

  /**
   * @param first the name of the first arm
   * @param arm the name of the second
   */
  public record Second(String first, String arm, Variant variant) {}

  /**
   * @param arms all that the customer might have got; empty where nothing is estimated
   * @param candidates what nobody gets
   * @param shuffled the share of lists whose places are drawn by lot
   */
  public record Compared(List<Chance> arms, List<Chance> candidates, double shuffled) {
    static final Compared NOTHING = new Compared(List.of(), List.of(), 0);

    public Compared {
      arms = List.copyOf(arms);
      candidates = List.copyOf(candidates);
    }

    public List<Chance> all() {
      return Stream.concat(arms.stream(), candidates.stream()).toList();
    }
  }

  /**
   * @param probability that a customer gets it, 0 of a candidate
   */
  public record Chance(String name, Variant variant, double probability) {}

  public boolean isInterleaved() {
    return other != null;
  }
}
