package dev.parallax.fraud.serving;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.util.Map;

/** {@code parallax.fraud.serving.*}. */
@ConfigMapping(prefix = "parallax.fraud.serving")
public interface ServingConfig {
  /** From this probability of fraud on, a person should look at it. */
  @WithDefault("0.2")
  double reviewFrom();

  /** From this probability of fraud on, it is refused. */
  @WithDefault("0.6")
  double declineFrom();

  /** The probability that is stated while no model has been trained. */
  @WithDefault("0.01")
  double assumedRate();

  /**
   * What one unit of a currency is worth in the reference currency, roughly. Payments in others are
   * refused.
   */
  Map<String, Double> referenceRates();
}
