package dev.parallax.experience.customer;

import dev.parallax.contracts.Topics;
import dev.parallax.contracts.profile.CustomerProfileChanged;
import dev.parallax.contracts.profile.Purpose;
import dev.parallax.experience.intake.Intake;
import dev.parallax.kit.consume.EventBatches;
import dev.parallax.kit.consume.LogReaders;
import dev.parallax.kit.consume.Received;
import dev.parallax.kit.store.Sql;
import io.agroal.api.AgroalDataSource;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecords;

/** Takes customers' answers about analytics, and their erasure. */
@ApplicationScoped
class ProfileConsumer {
  private static final String ANSWER =
      """
      update customer c set analytics = a.answer
      from unnest(?::text[], ?::boolean[]) as a (cid, answer)
      where c.cid = a.cid
      """;

  private final EventBatches batches;
  private final AgroalDataSource store;
  private final Erasure erasure;

  ProfileConsumer(EventBatches batches, AgroalDataSource store, Erasure erasure) {
    this.batches = batches;
    this.store = store;
    this.erasure = erasure;
  }

  void start(@Observes StartupEvent event, LogReaders readers) {
    readers.start(Topics.CUSTOMER_PROFILES, this::consume);
  }

  private void consume(ConsumerRecords<String, byte[]> records) {
    batches.processCompacted(
        records,
        CustomerProfileChanged.class,
        profiles -> Sql.run(store, connection -> apply(connection, profiles)));
  }

  private void apply(Connection connection, List<Received<CustomerProfileChanged>> profiles)
      throws SQLException {
    CustomerLock.exclusive(connection);
    Map<String, Boolean> answers = LinkedHashMap.newLinkedHashMap(profiles.size());
    List<String> erased = new ArrayList<>();
    for (Received<CustomerProfileChanged> profile : profiles) {
      if (profile.key() == null) {
        continue;
      }
      if (profile.isTombstone()) {
        erased.add(profile.key());
        answers.put(profile.key(), null);
      } else {
        answers.put(profile.key(), profile.event().consent().get(Purpose.ANALYTICS));
      }
    }
    Customers.ensure(connection, answers.keySet());
    if (!erased.isEmpty()) {
      erasure.erase(connection, erased);
    }
    try (PreparedStatement statement = connection.prepareStatement(ANSWER)) {
      statement.setArray(1, connection.createArrayOf("text", answers.keySet().toArray()));
      statement.setArray(2, connection.createArrayOf("boolean", answers.values().toArray()));
      statement.executeUpdate();
    }
    Consent.settle(connection, answers.keySet());
    Intake.add(connection, Topics.CUSTOMER_PROFILES, profiles.size());
  }
}
