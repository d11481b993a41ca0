package dev.parallax.recommendation.guardrail;

import dev.parallax.contracts.Phrase;
import dev.parallax.recommendation.statistics.Difference;
import java.util.Locale;

/**
 * What one guardrail says of something that is tried out.
 *
 * @param former of what it is compared with
 * @param now of what is tried out
 * @param difference of the latter less the former; null while too little is known
 * @param broken whether what is tried out is worse beyond chance
 */
public record Finding(
    Guardrail guardrail, double former, double now, Difference difference, boolean broken) {

  /**
   * For people, in the log, the audit, on a model's card and with an experiment.
   *
   * @param than what it is compared with
   */
  public Phrase words(Phrase than) {
    return new Phrase(
        words(
            "%s %.3f %% against %.3f %% of %s (chance %.2g)", guardrail.inWords().en(), than.en()),
        words("%s为 %.3f %%，而%4$s为 %3$.3f %%（偶然概率 %5$.2g）", guardrail.inWords().zh(), than.zh()));
  }

  private String words(String format, String name, String than) {
    return String.format(
        Locale.ROOT, format, name, 100 * now, 100 * former, than, difference.probability());
  }
}
