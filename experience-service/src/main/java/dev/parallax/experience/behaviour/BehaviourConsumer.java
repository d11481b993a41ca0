package dev.parallax.experience.behaviour;

import dev.parallax.contracts.Topics;
import dev.parallax.contracts.behaviour.CustomerEvent;
import dev.parallax.experience.customer.Customer;
import dev.parallax.experience.customer.Customers;
import dev.parallax.experience.feedback.VoiceStore;
import dev.parallax.experience.friction.FrictionStore;
import dev.parallax.experience.friction.Frictions;
import dev.parallax.experience.intake.Intake;
import dev.parallax.experience.interest.InterestStore;
import dev.parallax.experience.order.OrderChange;
import dev.parallax.experience.order.OrderRows;
import dev.parallax.experience.visit.VisitStore;
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

/** Applies customer events, a batch at a time. */
@ApplicationScoped
class BehaviourConsumer {
  private final EventBatches batches;
  private final AgroalDataSource store;
  private final VisitStore visits;
  private final InterestStore interests;
  private final VoiceStore voices;
  private final FrictionStore frictions;

  BehaviourConsumer(
      EventBatches batches,
      AgroalDataSource store,
      VisitStore visits,
      InterestStore interests,
      VoiceStore voices,
      FrictionStore frictions) {
    this.batches = batches;
    this.store = store;
    this.visits = visits;
    this.interests = interests;
    this.voices = voices;
    this.frictions = frictions;
  }

  void start(@Observes StartupEvent event, LogReaders readers) {
    readers.start(Topics.CUSTOMER_EVENTS, this::consume);
  }

  private void consume(ConsumerRecords<String, byte[]> records) {
    batches.process(
        records,
        CustomerEvent.class,
        events -> Sql.run(store, connection -> apply(connection, events)));
  }

  private void apply(Connection connection, List<CustomerEvent> events) throws SQLException {
    Map<String, Customer> customers =
        Customers.lock(
            connection, events.stream().map(CustomerEvent::cid).collect(Collectors.toSet()));
    Deeds deeds = new Deeds();
    Frictions seen = new Frictions();
    for (CustomerEvent event : events) {
      long customer = customers.get(event.cid()).id();
      deeds.add(customer, event);
      seen.add(customer, event);
    }
    List<OrderChange> orders = OrderRows.add(connection, deeds.orders());
    deeds.count(orders);
    visits.add(connection, deeds.visitParts(), orders);
    interests.add(connection, deeds.interests());
    voices.add(connection, deeds.voices());
    frictions.add(connection, seen);
    ActivityRows.add(connection, deeds.activities());
    Intake.add(connection, Topics.CUSTOMER_EVENTS, events.size());
  }
}
