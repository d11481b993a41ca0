package dev.parallax.experience.customer;

import dev.parallax.contracts.Topics;
import dev.parallax.contracts.identity.IdentitiesSplit;
import dev.parallax.experience.intake.Intake;
import dev.parallax.kit.consume.EventBatches;
import dev.parallax.kit.consume.LogReaders;
import dev.parallax.kit.store.Sql;
import io.agroal.api.AgroalDataSource;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecords;

/**
 * Makes a customer of their own of pseudonyms that should not have been merged. Facts are kept here
 * as sums and visits of the whole customer, so that what was counted stays with the one that is
 * left; what comes from now on is counted apart.
 */
@ApplicationScoped
class SplitConsumer {
  private static final String PART =
      """
      update customer c
      set alias_of = case when c.id = heir.id then null else coalesce(heir.alias_of, heir.id) end,
        link_version = ?
      from (select id, case when link_version > ? then alias_of end as alias_of
            from customer where cid = ?) heir
      where c.cid = any(?) and c.link_version <= ?
      """;

  private final EventBatches batches;
  private final AgroalDataSource store;
  private final Consent consent;

  SplitConsumer(EventBatches batches, AgroalDataSource store, Consent consent) {
    this.batches = batches;
    this.store = store;
    this.consent = consent;
  }

  void start(@Observes StartupEvent event, LogReaders readers) {
    readers.start(Topics.IDENTITY_SPLITS, this::consume);
  }

  private void consume(ConsumerRecords<String, byte[]> records) {
    batches.process(
        records,
        IdentitiesSplit.class,
        splits -> Sql.run(store, connection -> apply(connection, splits)));
  }

  private void apply(Connection connection, List<IdentitiesSplit> splits) throws SQLException {
    CustomerLock.exclusive(connection);
    for (IdentitiesSplit split : splits) {
      List<String> touched = new ArrayList<>(split.members());
      touched.add(split.from());
      Customers.ensure(connection, touched);
      try (PreparedStatement statement = connection.prepareStatement(PART)) {
        statement.setLong(1, split.version());
        statement.setLong(2, split.version());
        statement.setString(3, split.into());
        statement.setArray(4, connection.createArrayOf("text", split.members().toArray()));
        statement.setLong(5, split.version());
        statement.executeUpdate();
      }
      consent.settle(connection, touched);
    }
    Intake.add(connection, Topics.IDENTITY_SPLITS, splits.size());
  }
}
