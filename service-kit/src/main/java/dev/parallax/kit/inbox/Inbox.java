package dev.parallax.kit.inbox;

import dev.parallax.kit.store.Sql;
import io.agroal.api.AgroalDataSource;
import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.Timestamp;
import java.time.Clock;
import java.util.Collection;
import java.util.HashSet;
import java.util.Set;

/**
 * Remembers event ids in the same transaction that applies the events. A repeat after a crash, a
 * rebalance or by the sender finds its id taken and changes nothing.
 */
@ApplicationScoped
public class Inbox {
  private static final String REMEMBER =
      """
      insert into inbox (topic, event_id)
      select ?, id from unnest(?::text[]) as id order by id
      on conflict do nothing
      returning event_id
      """;

  private final AgroalDataSource store;
  private final InboxConfig config;
  private final Clock clock;

  Inbox(AgroalDataSource store, InboxConfig config, Clock clock) {
    this.store = store;
    this.config = config;
    this.clock = clock;
  }

  /**
   * Records the ids and says which of them are new; call within the transaction that applies their
   * events. Two replicas with the same id wait for each other, and the second sees it taken. Ids
   * are inserted in order, so that they do not deadlock.
   */
  public Set<String> remember(String topic, Collection<String> eventIds) {
    return Sql.call(
        store,
        connection -> {
          try (PreparedStatement statement = connection.prepareStatement(REMEMBER)) {
            statement.setString(1, topic);
            statement.setArray(2, connection.createArrayOf("text", eventIds.toArray()));
            Set<String> fresh = HashSet.newHashSet(eventIds.size());
            try (ResultSet rows = statement.executeQuery()) {
              while (rows.next()) {
                fresh.add(rows.getString(1));
              }
            }
            return fresh;
          }
        });
  }

  @Scheduled(every = "1h", delayed = "10m")
  void forgetOld() {
    Sql.run(
        store,
        connection -> {
          try (PreparedStatement statement =
              connection.prepareStatement("delete from inbox where received_at < ?")) {
            statement.setTimestamp(1, Timestamp.from(clock.instant().minus(config.retention())));
            statement.executeUpdate();
          }
        });
  }
}
