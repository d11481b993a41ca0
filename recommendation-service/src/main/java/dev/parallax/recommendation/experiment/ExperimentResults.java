package dev.parallax.recommendation.experiment;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.parallax.contracts.Phrase;
import dev.parallax.recommendation.statistics.Difference;
import dev.parallax.recommendation.statistics.OffPolicy;
import dev.parallax.recommendation.statistics.Rate;
import java.time.Instant;
import java.util.List;

/**
 * What became of an experiment so far.
 *
 * @param sampleRatio whether the arms have as many customers as they should; null of an interleaved
 *     experiment, where everybody gets both
 * @param preference of an interleaved experiment, null of any other
 * @param estimates what each arm and each candidate would bring if everybody got it; empty where
 *     the experiment neither has candidates nor shuffles
 * @param verdict for people; with several arms, whether any of its differences is but by chance is
 *     bounded for all together (Holm), while each difference has its own probability
 * @param stoppedBecause null unless a guardrail stopped it
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ExperimentResults(
    String experiment,
    Instant from,
    Instant to,
    List<Arm> arms,
    SampleRatio sampleRatio,
    Preference preference,
    List<Estimate> estimates,
    Phrase verdict,
    Experiment.Stop stoppedBecause) {
  /** Of a smaller sample the self-normalised estimate is too biased. */
  private static final double SMALLEST_SAMPLE = 100;

  /** Where more of a way had no chance to be shown, the rest does not speak for it. */
  private static final double LEAST_COVERED = 0.9;

  public ExperimentResults {
    arms = List.copyOf(arms);
    estimates = List.copyOf(estimates);
  }

  ExperimentResults with(List<Estimate> others) {
    return new ExperimentResults(
        experiment, from, to, arms, sampleRatio, preference, others, verdict, stoppedBecause);
  }

  /**
   * @param shown items in lists of this arm
   * @param clickThrough of the items shown, like {@code conversion}
   * @param clickThroughDifference to the first arm; null of that, and below 50 customers of either
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record Arm(
      String name,
      long customers,
      long shown,
      long clicked,
      long ordered,
      Rate clickThrough,
      Rate conversion,
      Difference clickThroughDifference,
      Difference conversionDifference) {}

  /**
   * What a way to make lists would bring if everybody got it, from lists in which chance decided
   * what stood where (self-normalised inverse propensity).
   *
   * @param places of lists that were compared with its own
   * @param effectiveSize how many places of equal weight would tell as much
   * @param covered how much of it had a chance to be shown; about 1 where all had
   * @param reliable whether the sample is large enough and enough of it covered
   */
  public record Estimate(
      String name,
      long places,
      double effectiveSize,
      double covered,
      Rate clickThrough,
      Rate conversion,
      boolean reliable) {
    static Estimate of(String name, long places, OffPolicy clicks, OffPolicy orders) {
      return new Estimate(
          name,
          places,
          clicks.effectiveSize(),
          clicks.covered(),
          clicks.rate(),
          orders.rate(),
          clicks.effectiveSize() >= SMALLEST_SAMPLE && clicks.covered() >= LEAST_COVERED);
    }
  }

  /**
   * Pearson's test of the customers of each arm against the shares.
   *
   * @param probability of customers divided as unevenly by chance
   * @param mismatch whether that is below 0.001: something but chance divides them, such as lists
   *     that fail in one arm, and nothing else here can be trusted
   */
  public record SampleRatio(double probability, boolean mismatch) {}

  /**
   * Of lists in which one arm's items got more clicks than the other's (team draft, Radlinski,
   * Kurup and Joachims, CIKM 2008).
   *
   * @param first lists in which the first arm won, like {@code second}
   * @param ties lists with clicks for both alike
   * @param secondsShare of the decided lists, less a half
   */
  public record Preference(long first, long second, long ties, Difference secondsShare) {}
}
