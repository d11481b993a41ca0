package dev.parallax.experience.exposure;

import dev.parallax.contracts.Topics;
import dev.parallax.contracts.recommendation.RecommendationExposed;
import dev.parallax.experience.customer.Customer;
import dev.parallax.experience.customer.Customers;
import dev.parallax.experience.intake.Intake;
import dev.parallax.experience.interest.Interest;
import dev.parallax.experience.interest.InterestStore;
import dev.parallax.experience.interest.Interests;
import dev.parallax.experience.need.Subject;
import dev.parallax.kit.consume.EventBatches;
import dev.parallax.kit.consume.LogReaders;
import dev.parallax.kit.store.Sql;
import io.agroal.api.AgroalDataSource;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerRecords;

/** Counts how often each item was shown to each customer. */
@ApplicationScoped
class ExposureConsumer {
  private final EventBatches batches;
  private final AgroalDataSource store;
  private final InterestStore interests;

  ExposureConsumer(EventBatches batches, AgroalDataSource store, InterestStore interests) {
    this.batches = batches;
    this.store = store;
    this.interests = interests;
  }

  void start(@Observes StartupEvent event, LogReaders readers) {
    readers.start(Topics.RECOMMENDATION_EXPOSURES, this::consume);
  }

  private void consume(ConsumerRecords<String, byte[]> records) {
    batches.process(
        records,
        RecommendationExposed.class,
        exposures -> Sql.run(store, connection -> apply(connection, exposures)));
  }

  private void apply(Connection connection, List<RecommendationExposed> exposures)
      throws SQLException {
    Map<String, Customer> customers =
        Customers.lock(
            connection,
            exposures.stream().map(RecommendationExposed::cid).collect(Collectors.toSet()));
    Interests shown = new Interests();
    for (RecommendationExposed exposure : exposures) {
      Customer customer = customers.get(exposure.cid());
      for (RecommendationExposed.Item item : exposure.items()) {
        shown.add(customer.id(), Subject.item(item.itemId(), null), Interest.SHOWN);
      }
    }
    interests.add(connection, shown);
    Intake.add(connection, Topics.RECOMMENDATION_EXPOSURES, exposures.size());
  }
}
