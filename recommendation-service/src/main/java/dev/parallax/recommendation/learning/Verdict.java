package dev.parallax.recommendation.learning;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonValue;
import dev.parallax.recommendation.evaluation.metric.Comparison;
import java.util.Locale;

/**
 * Whether a model may serve, and why.
 *
 * @param text why, in a sentence
 * @param judgedBy customers or baskets; null where there were too few of both
 * @param againstPopularity NDCG of the model's method less that of the better popularity
 * @param againstInService NDCG of the best new recipe less that of the recipe in service, learned
 *     from the same part of the data; null where there is none, or it is the same recipe
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Verdict(
    boolean promoted,
    Outcome outcome,
    String text,
    String judgedBy,
    Comparison againstPopularity,
    Comparison againstInService) {

  /** Whether it may be promoted by hand, at least. */
  public boolean mayServe() {
    return promoted || outcome == Outcome.UNCHANGED || outcome == Outcome.WITHIN_NOISE;
  }

  /** What became of a training. */
  public enum Outcome {
    /**
     * Beats popularity and what is in service beyond noise, or is the first and beats popularity.
     */
    BETTER,
    /** No new recipe beats the one in service beyond noise: that one, learned from newer data. */
    RENEWED,
    /** The recipe and the data of the model in service: nothing to gain. */
    UNCHANGED,
    /** Ahead of popularity, but by no more than chance could do: people may still promote it. */
    WITHIN_NOISE,
    /** Popularity is as good or better. */
    LOST_TO_POPULARITY,
    /** Too few customers and baskets to tell. */
    NOT_JUDGED;

    @JsonValue
    public String wireName() {
      return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
  }
}
