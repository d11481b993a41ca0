package dev.parallax.ingestion.profile;

import dev.parallax.kit.store.Outage;
import dev.parallax.kit.store.Sql;
import dev.parallax.kit.store.StoreException;
import io.agroal.api.AgroalDataSource;
import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jboss.logging.Logger;

/**
 * Tells this replica what another one changed of what customers said: by looking, each second, at
 * what was added to the histories of answers and of identities.
 */
@ApplicationScoped
class ConsentWatch {
  private static final Logger LOG = Logger.getLogger(ConsentWatch.class);

  /** Every transaction before it has ended, and what it wrote can be seen. */
  private static final String ENDED =
      "select pg_snapshot_xmin(pg_current_snapshot())::text::bigint";

  /**
   * Rows that came with a copy of another database may name transactions that are still to come.
   */
  private static final String SINCE =
      """
      with look as (
        select ?::bigint as since, pg_snapshot_xmax(pg_current_snapshot())::text::bigint as until)
      select id::text, cid from consent_answer, look where xact >= since and xact < until
      union all
      select h.id || ' ' || v.cid, v.cid from look, identity_history h
      cross join lateral (values (h.from_cid), (h.into_cid)) v (cid)
      where h.xact >= since and h.xact < until
      """;

  private final AgroalDataSource store;
  private final KnownConsent known;

  /** What was not ended at the last look is read again; null before the first. */
  private Long since;

  private Set<String> seen = Set.of();

  private record Added(String id, String cid) {}

  ConsentWatch(AgroalDataSource store, KnownConsent known) {
    this.store = store;
    this.known = known;
  }

  @Scheduled(every = "1s", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
  void look() {
    try {
      long ended = Sql.list(store, row -> row.getLong(1), ENDED).getFirst();
      if (since != null) {
        known.refresh(changed());
      }
      since = ended;
      known.databaseIsAway(false);
    } catch (StoreException e) {
      known.databaseIsAway(true);
      if (!Outage.isPassing(e)) {
        throw e;
      }
      LOG.debugf("answers are looked for again later cause=%s", e.getClass().getSimpleName());
    }
  }

  private Set<String> changed() {
    List<Added> rows =
        Sql.list(store, row -> new Added(row.getString(1), row.getString(2)), SINCE, since);
    Set<String> ids = HashSet.newHashSet(rows.size());
    Set<String> cids = new HashSet<>();
    for (Added row : rows) {
      ids.add(row.id());
      if (!seen.contains(row.id())) {
        cids.add(row.cid());
      }
    }
    seen = ids;
    return cids;
  }
}
