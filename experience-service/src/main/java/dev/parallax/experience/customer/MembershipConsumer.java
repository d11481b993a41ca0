package dev.parallax.experience.customer;

import dev.parallax.contracts.Topics;
import dev.parallax.contracts.segment.SegmentMembershipChanged;
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
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecords;

/** Keeps who is in which segment now. */
@ApplicationScoped
class MembershipConsumer {
  private static final String SEGMENT =
      """
      insert into segment (id, name_en, name_zh, model_version) values (?, ?, ?, ?)
      on conflict (id) do update
        set name_en = excluded.name_en, name_zh = excluded.name_zh, model_version = excluded.model_version
      """;

  private static final String MEMBER =
      """
      update customer c set segment_id = m.segment_id
      from unnest(?::text[], ?::text[]) as m (cid, segment_id)
      where c.cid = m.cid
      """;

  private final EventBatches batches;
  private final AgroalDataSource store;

  MembershipConsumer(EventBatches batches, AgroalDataSource store) {
    this.batches = batches;
    this.store = store;
  }

  void start(@Observes StartupEvent event, LogReaders readers) {
    readers.start(Topics.SEGMENT_MEMBERSHIPS, this::consume);
  }

  private void consume(ConsumerRecords<String, byte[]> records) {
    batches.processCompacted(
        records,
        SegmentMembershipChanged.class,
        changes -> Sql.run(store, connection -> apply(connection, changes)));
  }

  private static void apply(Connection connection, List<Received<SegmentMembershipChanged>> changes)
      throws SQLException {
    CustomerLock.exclusive(connection);
    Map<String, String> segmentOf = LinkedHashMap.newLinkedHashMap(changes.size());
    Map<String, SegmentMembershipChanged> segments = new LinkedHashMap<>();
    for (Received<SegmentMembershipChanged> change : changes) {
      if (change.key() == null) {
        continue;
      }
      segmentOf.put(change.key(), change.isTombstone() ? null : change.event().segmentId());
      if (!change.isTombstone()) {
        segments.put(change.event().segmentId(), change.event());
      }
    }
    name(connection, segments);
    Customers.ensure(connection, segmentOf.keySet());
    try (PreparedStatement statement = connection.prepareStatement(MEMBER)) {
      statement.setArray(1, connection.createArrayOf("text", segmentOf.keySet().toArray()));
      statement.setArray(2, connection.createArrayOf("text", segmentOf.values().toArray()));
      statement.executeUpdate();
    }
    Intake.add(connection, Topics.SEGMENT_MEMBERSHIPS, changes.size());
  }

  private static void name(Connection connection, Map<String, SegmentMembershipChanged> segments)
      throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(SEGMENT)) {
      for (SegmentMembershipChanged segment : segments.values()) {
        statement.setString(1, segment.segmentId());
        statement.setString(2, segment.segmentName().en());
        statement.setString(3, segment.segmentName().zh());
        statement.setString(4, segment.modelVersion());
        statement.addBatch();
      }
      statement.executeBatch();
    }
  }
}
