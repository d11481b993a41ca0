package dev.parallax.recommendation.exposure;

import dev.parallax.contracts.Topics;
import dev.parallax.contracts.recommendation.RecommendationExposed;
import dev.parallax.kit.consume.EventBatches;
import dev.parallax.kit.consume.LogReaders;
import dev.parallax.recommendation.customer.Identities;
import dev.parallax.recommendation.customer.Identities.Identity;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecords;

/**
 * Takes in what this service itself announced, whichever replica did. By way of the log and not by
 * the answer itself: a shop does not wait for a row to be written, erasures and repeats are treated
 * as they are everywhere, and the past can be replayed.
 */
@ApplicationScoped
class ExposureConsumer {
  private final EventBatches batches;
  private final Identities identities;
  private final ExposureStore exposures;

  ExposureConsumer(EventBatches batches, Identities identities, ExposureStore exposures) {
    this.batches = batches;
    this.identities = identities;
    this.exposures = exposures;
  }

  void start(@Observes StartupEvent event, LogReaders readers) {
    readers.start(Topics.RECOMMENDATION_EXPOSURES, this::consume);
  }

  private void consume(ConsumerRecords<String, byte[]> records) {
    batches.process(records, RecommendationExposed.class, this::apply);
  }

  private void apply(List<RecommendationExposed> shown) {
    Map<String, Identity> known =
        identities.resolve(shown.stream().map(RecommendationExposed::cid).toList());
    exposures.add(shown, cid -> known.get(cid).cid());
  }
}
