package dev.parallax.recommendation.guardrail;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** {@code parallax.recommendation.guardrail.*}. */
@ConfigMapping(prefix = "parallax.recommendation.guardrail")
public interface GuardrailConfig {
  /**
   * The share of customers who stay with the former model or ranker while a new one is watched; 0:
   * none.
   */
  @WithDefault("0.1")
  double heldBack();

  /** So long a new model is watched. */
  @WithDefault("7D")
  Duration length();

  /**
   * A guardrail breaks where a difference as large would come by chance less often than this, at
   * any look and of any arm.
   */
  @WithDefault("0.01")
  double significance();

  /** Whether a running experiment is stopped when one of its arms breaks a guardrail. */
  @WithDefault("true")
  boolean experiments();

  /** How large a difference of click-through or conversion is to be found soonest. */
  @WithDefault("0.02")
  double likelyDifference();

  /** Nothing is said of rates before so many customers were shown lists of each model. */
  @WithDefault("100")
  int fewestCustomers();

  /** Nothing is said of empty and failed answers before so many were asked of each model. */
  @WithDefault("100")
  int fewestAnswers();
}
