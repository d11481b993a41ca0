package dev.parallax.experience.customer;

import dev.parallax.contracts.Topics;
import dev.parallax.contracts.profile.Answer;
import dev.parallax.contracts.profile.CustomerProfileChanged;
import dev.parallax.contracts.profile.Purpose;
import dev.parallax.experience.intake.Intake;
import dev.parallax.kit.consume.EventBatches;
import dev.parallax.kit.consume.LogReaders;
import dev.parallax.kit.consume.Received;
import dev.parallax.kit.store.Columns;
import dev.parallax.kit.store.Sql;
import io.agroal.api.AgroalDataSource;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecords;

/** Takes customers' answers about analytics, and that they are gone. */
@ApplicationScoped
class ProfileConsumer {
  private static final String ANSWER =
      """
      update customer c set analytics = a.answer, analytics_at = a.at
      from unnest(?::text[], ?::boolean[], ?::timestamptz[]) as a (cid, answer, at)
      where c.cid = a.cid
        and (c.analytics is null or (a.at, not a.answer) > (c.analytics_at, not c.analytics))
      """;

  private static final String FORGET =
      "update customer set analytics = null, analytics_at = null where cid = any (?)";

  private final EventBatches batches;
  private final AgroalDataSource store;
  private final Consent consent;

  ProfileConsumer(EventBatches batches, AgroalDataSource store, Consent consent) {
    this.batches = batches;
    this.store = store;
    this.consent = consent;
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
    Map<String, Answer> answers = LinkedHashMap.newLinkedHashMap(profiles.size());
    Set<String> gone = new LinkedHashSet<>();
    Set<String> touched = new LinkedHashSet<>();
    for (Received<CustomerProfileChanged> profile : profiles) {
      if (profile.key() == null) {
        continue;
      }
      touched.add(profile.key());
      if (profile.isTombstone()) {
        gone.add(profile.key());
        answers.remove(profile.key());
      } else {
        profile
            .event()
            .answer(Purpose.ANALYTICS)
            .ifPresent(answer -> answers.merge(profile.key(), answer, Answer::and));
      }
    }
    Customers.ensure(connection, touched);
    forget(connection, gone);
    try (PreparedStatement statement = connection.prepareStatement(ANSWER)) {
      Columns.of(statement, answers.entrySet())
          .add("text", Map.Entry::getKey)
          .add("boolean", answer -> answer.getValue().agreed())
          .add("timestamptz", answer -> answer.getValue().at().toString());
      statement.executeUpdate();
    }
    consent.settle(connection, touched);
    Intake.add(connection, Topics.CUSTOMER_PROFILES, profiles.size());
  }

  private static void forget(Connection connection, Set<String> cids) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(FORGET)) {
      statement.setArray(1, connection.createArrayOf("text", cids.toArray()));
      statement.executeUpdate();
    }
  }
}
