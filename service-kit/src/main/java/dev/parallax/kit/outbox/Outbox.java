package dev.parallax.kit.outbox;

import dev.parallax.contracts.ParallaxEvent;
import dev.parallax.contracts.wire.CloudEvents;
import dev.parallax.contracts.wire.EventJson;
import dev.parallax.kit.store.AfterCommit;
import dev.parallax.kit.store.Sql;
import io.agroal.api.AgroalDataSource;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.PreparedStatement;
import java.sql.Timestamp;
import java.time.Clock;
import java.util.Collection;
import java.util.List;
import java.util.UUID;

/**
 * Announces events in the current transaction; {@link OutboxRelay} brings them to the log once it
 * has committed.
 */
@ApplicationScoped
public class Outbox {
  private static final String ADD =
      "insert into outbox (topic, key, event_id, event_type, occurred_at, payload) values (?, ?, ?, ?, ?, ?)";

  private final AgroalDataSource store;
  private final OutboxRelay relay;
  private final AfterCommit afterCommit;
  private final Clock clock;

  Outbox(AgroalDataSource store, OutboxRelay relay, AfterCommit afterCommit, Clock clock) {
    this.store = store;
    this.relay = relay;
    this.afterCommit = afterCommit;
    this.clock = clock;
  }

  public void add(String topic, ParallaxEvent event) {
    addAll(topic, List.of(event));
  }

  /** In the order given; order per key is kept on the log. */
  public void addAll(String topic, Collection<? extends ParallaxEvent> events) {
    if (events.isEmpty()) {
      return;
    }
    Sql.run(
        store,
        connection -> {
          try (PreparedStatement statement = connection.prepareStatement(ADD)) {
            for (ParallaxEvent event : events) {
              statement.setString(1, topic);
              statement.setString(2, event.key());
              statement.setString(3, event.id());
              statement.setString(4, CloudEvents.type(event.getClass()));
              statement.setTimestamp(5, Timestamp.from(event.occurredAt()));
              statement.setBytes(6, EventJson.write(event));
              statement.addBatch();
            }
            statement.executeBatch();
          }
        });
    afterCommit.run(relay::wake);
  }

  /** Tells a compacted topic that the keys are gone. */
  public void removeAll(String topic, Collection<String> keys) {
    if (keys.isEmpty()) {
      return;
    }
    Timestamp now = Timestamp.from(clock.instant());
    Sql.run(
        store,
        connection -> {
          try (PreparedStatement statement = connection.prepareStatement(ADD)) {
            for (String key : keys) {
              statement.setString(1, topic);
              statement.setString(2, key);
              statement.setString(3, UUID.randomUUID().toString());
              statement.setString(4, "dev.parallax.removed");
              statement.setTimestamp(5, now);
              statement.setBytes(6, null);
              statement.addBatch();
            }
            statement.executeBatch();
          }
        });
    afterCommit.run(relay::wake);
  }
}
