package dev.parallax.ingestion.identity;

import dev.parallax.kit.store.Outage;
import dev.parallax.kit.store.Sql;
import dev.parallax.kit.store.StoreException;
import io.agroal.api.AgroalDataSource;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jboss.logging.Logger;

/**
 * Lets this replica forget what a split on another one undid. By the store and not by the topic,
 * which would need a consumer group per replica; a second is soon enough, since what goes out under
 * the former pseudonym meanwhile is what a person clicked within it.
 */
@ApplicationScoped
class SplitWatch {
  private static final Logger LOG = Logger.getLogger(SplitWatch.class);

  private final AgroalDataSource store;
  private final KnownLinks known;
  private long last;

  SplitWatch(AgroalDataSource store, KnownLinks known) {
    this.store = store;
    this.known = known;
  }

  void start(@Observes StartupEvent event) {
    last =
        Sql.call(
            store,
            connection -> {
              try (PreparedStatement statement =
                      connection.prepareStatement(
                          "select coalesce(max(id), 0) from identity_split");
                  ResultSet row = statement.executeQuery()) {
                row.next();
                return row.getLong(1);
              }
            });
  }

  @Scheduled(every = "1s", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
  void look() {
    try {
      Set<String> split = new HashSet<>();
      last = Sql.call(store, connection -> read(connection, split));
      if (!split.isEmpty()) {
        known.forget(split);
      }
    } catch (StoreException e) {
      if (!Outage.isPassing(e)) {
        throw e;
      }
      LOG.debugf("splits are looked for again later cause=%s", e.getClass().getSimpleName());
    }
  }

  private long read(Connection connection, Set<String> split) throws SQLException {
    long newest = last;
    try (PreparedStatement statement =
        connection.prepareStatement(
            "select id, members from identity_split where id > ? order by id")) {
      statement.setLong(1, last);
      try (ResultSet row = statement.executeQuery()) {
        while (row.next()) {
          newest = row.getLong(1);
          split.addAll(List.of((String[]) row.getArray(2).getArray()));
        }
      }
    }
    return newest;
  }
}
