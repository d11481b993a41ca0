package dev.parallax.fraud.topology;

import dev.parallax.fraud.serving.ActiveScoring;
import dev.parallax.kit.consent.ConsentPolicy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import java.time.Clock;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler;
import org.jboss.logging.Logger;

/** Hands the topology to Quarkus, which starts it once its topics are there. */
@ApplicationScoped
class TopologyProducer {
  private static final Logger LOG = Logger.getLogger(TopologyProducer.class);

  @Produces
  Topology topology(
      ActiveScoring scoring, ConsentPolicy consent, Clock clock, TopologyConfig config) {
    Decision decision = Decision.of(scoring, consent, clock, config.repeatHorizon());
    return FraudTopology.build(decision);
  }

  /** A thread that dies, by a broker that was away for long, is replaced; its work is repeated. */
  @Produces
  @ApplicationScoped
  StreamsUncaughtExceptionHandler replaceThread() {
    return failure -> {
      LOG.errorf(failure, "stream thread replaced");
      return StreamsUncaughtExceptionHandler.StreamThreadExceptionResponse.REPLACE_THREAD;
    };
  }
}
