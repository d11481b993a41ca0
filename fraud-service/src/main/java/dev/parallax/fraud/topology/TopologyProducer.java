package dev.parallax.fraud.topology;

import dev.parallax.fraud.serving.ActiveScoring;
import dev.parallax.kit.consent.ConsentPolicy;
import io.quarkus.runtime.Quarkus;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import java.nio.file.Path;
import java.time.Clock;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/** Hands the topology to Quarkus, which starts it once its topics are there. */
@ApplicationScoped
class TopologyProducer {
  private static final Logger LOG = Logger.getLogger(TopologyProducer.class);

  private final LocalState state;

  TopologyProducer(
      @ConfigProperty(name = "kafka-streams.state.dir") String folder,
      @ConfigProperty(name = "quarkus.kafka-streams.application-id") String application) {
    this.state = new LocalState(Path.of(folder, application));
  }

  @Produces
  Topology topology(
      ActiveScoring scoring, ConsentPolicy consent, Clock clock, TopologyConfig config) {
    if (state.dropUnlessClosed()) {
      LOG.warn("topology did not end in good order, its state is read from the log again");
    }
    Decision decision = Decision.of(scoring, consent, clock, config.repeatHorizon());
    return FraudTopology.build(decision);
  }

  /**
   * Notes an end in good order. The one state there is no way out of is ERROR, as when the broker
   * has lost what our copies were made of: the process ends, so that whoever watches it starts it
   * anew; the copies are then made again.
   */
  @Produces
  @ApplicationScoped
  KafkaStreams.StateListener notice() {
    return (now, before) -> {
      if (now == KafkaStreams.State.NOT_RUNNING) {
        state.closed();
      } else if (now == KafkaStreams.State.ERROR) {
        LOG.error("topology cannot go on, the process ends");
        Quarkus.asyncExit(1);
      }
    };
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
