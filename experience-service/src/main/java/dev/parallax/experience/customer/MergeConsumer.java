package dev.parallax.experience.customer;

import dev.parallax.contracts.Topics;
import dev.parallax.contracts.identity.IdentitiesMerged;
import dev.parallax.experience.intake.Intake;
import dev.parallax.kit.consume.EventBatches;
import dev.parallax.kit.consume.LogReaders;
import dev.parallax.kit.store.Columns;
import dev.parallax.kit.store.Sql;
import io.agroal.api.AgroalDataSource;
import io.quarkus.arc.All;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecords;

/** Makes two customers one. */
@ApplicationScoped
class MergeConsumer {
  private static final String LOAD =
      "select id, cid, coalesce(alias_of, id) from customer where cid = any (?)";

  private static final String FOLLOW =
      """
      update customer c set alias_of = m.into_id
      from unnest(?::bigint[], ?::bigint[]) as m (from_id, into_id)
      where c.alias_of = m.from_id
      """;

  private static final String POINT =
      """
      update customer c set alias_of = m.into_id
      from unnest(?::bigint[], ?::bigint[]) as m (from_id, into_id)
      where c.id = m.from_id
      """;

  private static final String VERSIONS =
      "select cid, link_version from customer where cid = any (?)";

  private static final String REMEMBER =
      """
      update customer c set link_version = n.version
      from (select cid, max(version) as version
            from unnest(?::text[], ?::bigint[]) as n (cid, version) group by cid) n
      where c.cid = n.cid and c.link_version < n.version
      """;

  private final EventBatches batches;
  private final AgroalDataSource store;
  private final List<CustomerFacts> facts;
  private final Consent consent;

  MergeConsumer(
      EventBatches batches,
      AgroalDataSource store,
      @All List<CustomerFacts> facts,
      Consent consent) {
    this.batches = batches;
    this.store = store;
    this.facts = facts;
    this.consent = consent;
  }

  void start(@Observes StartupEvent event, LogReaders readers) {
    readers.start(Topics.IDENTITY_MERGES, this::consume);
  }

  private void consume(ConsumerRecords<String, byte[]> records) {
    batches.process(
        records,
        IdentitiesMerged.class,
        merges -> Sql.run(store, connection -> merge(connection, merges)));
  }

  private void merge(Connection connection, List<IdentitiesMerged> merges) throws SQLException {
    CustomerLock.exclusive(connection);
    Set<String> cids = HashSet.newHashSet(2 * merges.size());
    for (IdentitiesMerged merge : merges) {
      cids.add(merge.from());
      cids.add(merge.into());
    }
    Customers.ensure(connection, cids);
    MergePlan plan = plan(connection, holding(connection, merges), cids);
    Map<Long, Long> moves = plan.moves();
    if (!moves.isEmpty()) {
      Long[] from = moves.keySet().toArray(Long[]::new);
      Long[] into = moves.values().toArray(Long[]::new);
      for (CustomerFacts feature : facts) {
        feature.move(connection, from, into);
      }
      point(connection, FOLLOW, moves);
    }
    point(connection, POINT, plan.aliases());
    remember(connection, merges);
    consent.settle(connection, cids);
    Intake.add(connection, Topics.IDENTITY_MERGES, merges.size());
  }

  /** Those that no split or later merge has ended which was heard of before them. */
  private static List<IdentitiesMerged> holding(
      Connection connection, List<IdentitiesMerged> merges) throws SQLException {
    Map<String, Long> versions = new HashMap<>();
    try (PreparedStatement statement = connection.prepareStatement(VERSIONS)) {
      statement.setArray(
          1,
          connection.createArrayOf("text", merges.stream().map(IdentitiesMerged::from).toArray()));
      try (ResultSet rows = statement.executeQuery()) {
        while (rows.next()) {
          versions.put(rows.getString(1), rows.getLong(2));
        }
      }
    }
    return merges.stream()
        .filter(merge -> merge.version() >= versions.getOrDefault(merge.from(), 0L))
        .toList();
  }

  private static void remember(Connection connection, List<IdentitiesMerged> merges)
      throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(REMEMBER)) {
      Columns.of(statement, merges)
          .add("text", IdentitiesMerged::from)
          .add("bigint", IdentitiesMerged::version);
      statement.executeUpdate();
    }
  }

  private static MergePlan plan(
      Connection connection, List<IdentitiesMerged> merges, Set<String> cids) throws SQLException {
    Map<String, Long> idOf = new HashMap<>();
    Map<Long, Long> customerOf = new HashMap<>();
    try (PreparedStatement statement = connection.prepareStatement(LOAD)) {
      statement.setArray(1, connection.createArrayOf("text", cids.toArray()));
      try (ResultSet rows = statement.executeQuery()) {
        while (rows.next()) {
          idOf.put(rows.getString(2), rows.getLong(1));
          customerOf.put(rows.getLong(1), rows.getLong(3));
        }
      }
    }
    return new MergePlan(merges, idOf, customerOf);
  }

  private static void point(Connection connection, String sql, Map<Long, Long> pointers)
      throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      statement.setArray(1, connection.createArrayOf("bigint", pointers.keySet().toArray()));
      statement.setArray(2, connection.createArrayOf("bigint", pointers.values().toArray()));
      statement.executeUpdate();
    }
  }
}
