package dev.parallax.ingestion.profile;

import dev.parallax.kit.erasure.Erasures;
import dev.parallax.kit.store.Outage;
import dev.parallax.kit.store.Sql;
import dev.parallax.kit.store.StoreException;
import io.agroal.api.AgroalDataSource;
import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jboss.logging.Logger;

/**
 * Tells this replica what another one changed of what customers said: by looking, each second, at
 * what was added to the histories of answers and of identities, and at who was erased.
 */
@ApplicationScoped
class ConsentWatch {
  private static final Logger LOG = Logger.getLogger(ConsentWatch.class);

  /** Ids are drawn before they are committed: what came in the last looks is read again. */
  private static final int LOOKS = 5;

  private static final Duration ERASURES_OVERLAP = Duration.ofSeconds(10);
  private static final UUID FIRST = new UUID(0, 0);

  private static final String NEWEST =
      """
      select (select id from consent_answer order by id desc limit 1),
        (select id from identity_history order by id desc limit 1)
      """;
  private static final String SINCE =
      """
      select id::text, cid from consent_answer where id > ?
      union all
      select h.id || ' ' || v.cid, v.cid from identity_history h
      cross join lateral (values (h.from_cid), (h.into_cid)) v (cid) where h.id > ?
      """;

  private final AgroalDataSource store;
  private final KnownConsent known;
  private final Erasures erasures;
  private final Clock clock;
  private final Deque<Ends> ends = new ArrayDeque<>();
  private Set<String> seen = Set.of();

  /** The newest rows of the two histories. */
  private record Ends(UUID answer, long identity) {}

  ConsentWatch(AgroalDataSource store, KnownConsent known, Erasures erasures, Clock clock) {
    this.store = store;
    this.known = known;
    this.erasures = erasures;
    this.clock = clock;
  }

  @Scheduled(every = "1s", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
  void look() {
    try {
      Set<String> changed = Sql.call(store, this::changed);
      changed.addAll(erasures.since(clock.instant().minus(ERASURES_OVERLAP)).keySet());
      known.refresh(changed);
      known.databaseIsAway(false);
    } catch (StoreException e) {
      known.databaseIsAway(true);
      if (!Outage.isPassing(e)) {
        throw e;
      }
      LOG.debugf("answers are looked for again later cause=%s", e.getClass().getSimpleName());
    }
  }

  private Set<String> changed(Connection connection) throws SQLException {
    Ends newest = newest(connection);
    if (ends.isEmpty()) {
      ends.add(newest);
    }
    Map<String, String> rows = since(connection, ends.peekFirst());
    Set<String> cids = new HashSet<>();
    rows.forEach(
        (id, cid) -> {
          if (!seen.contains(id)) {
            cids.add(cid);
          }
        });
    seen = rows.keySet();
    ends.addLast(newest);
    if (ends.size() > LOOKS) {
      ends.removeFirst();
    }
    return cids;
  }

  private static Ends newest(Connection connection) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(NEWEST);
        ResultSet row = statement.executeQuery()) {
      row.next();
      UUID answer = row.getObject(1, UUID.class);
      return new Ends(answer == null ? FIRST : answer, row.getLong(2));
    }
  }

  private static Map<String, String> since(Connection connection, Ends end) throws SQLException {
    Map<String, String> cids = new HashMap<>();
    try (PreparedStatement statement = connection.prepareStatement(SINCE)) {
      statement.setObject(1, end.answer());
      statement.setLong(2, end.identity());
      try (ResultSet row = statement.executeQuery()) {
        while (row.next()) {
          cids.put(row.getString(1), row.getString(2));
        }
      }
    }
    return cids;
  }
}
