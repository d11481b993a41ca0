package dev.parallax.fraud.topology;

import dev.parallax.fraud.serving.ActiveScoring;
import dev.parallax.fraud.verdict.Decider;
import dev.parallax.fraud.verdict.ReferenceRates;
import dev.parallax.fraud.verdict.Scoring;
import dev.parallax.kit.consent.ConsentPolicy;
import java.time.Clock;
import java.time.Duration;
import java.util.function.Supplier;

/**
 * What the topology decides with.
 *
 * @param scoring the model and rules of the moment
 * @param repeatHorizon how long a transaction is recognised as a repeat
 */
record Decision(
    Supplier<Scoring> scoring,
    Decider decider,
    ReferenceRates rates,
    ConsentPolicy consent,
    Clock clock,
    Duration repeatHorizon) {

  static Decision of(
      ActiveScoring scoring, ConsentPolicy consent, Clock clock, Duration repeatHorizon) {
    return new Decision(
        scoring::current, scoring.decider(), scoring.rates(), consent, clock, repeatHorizon);
  }
}
