package dev.parallax.experience.gap;

import dev.parallax.experience.catalog.CatalogRows;
import dev.parallax.experience.customer.Segments;
import dev.parallax.experience.intake.Intake;
import dev.parallax.experience.measure.Gap;
import dev.parallax.experience.measure.GapAnalysis;
import dev.parallax.experience.measure.Normal;
import dev.parallax.experience.measure.Offer;
import dev.parallax.experience.measure.Weights;
import dev.parallax.experience.need.CatalogEntry;
import dev.parallax.experience.need.NeedIndex;
import dev.parallax.experience.need.Subject;
import dev.parallax.kit.store.Sql;
import io.agroal.api.AgroalDataSource;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;

/**
 * The gaps as of now. They are computed when asked for and something changed since, at most once in
 * the configured time while data keeps coming, and once for all who ask at the same time.
 */
@ApplicationScoped
public class GapBoard {

  /**
   * @param intake what had been taken in when it was computed
   */
  record Snapshot(
      Instant computedAt, Map<String, Long> intake, List<Gap> gaps, Segments segments) {}

  private final AgroalDataSource store;
  private final GapRepository repository;
  private final GapConfig config;
  private final Weights weights;
  private final GapAnalysis analysis;
  private final Clock clock;
  private final ReentrantLock computing = new ReentrantLock();
  private volatile Snapshot last;

  GapBoard(AgroalDataSource store, GapRepository repository, GapConfig config, Clock clock) {
    this.store = store;
    this.repository = repository;
    this.config = config;
    this.clock = clock;
    GapConfig.WeightConfig w = config.weight();
    this.weights = new Weights(w.view(), w.search(), w.emptySearch(), w.wish(), w.complaint());
    this.analysis =
        new GapAnalysis(weights, config.minCustomers(), Normal.quantile(config.confidence()));
  }

  /** How many gaps are open for sure. */
  public long open() {
    return snapshot().gaps().stream().filter(Gap::open).count();
  }

  Snapshot snapshot() {
    computing.lock();
    try {
      Snapshot known = last;
      if (known == null || !young(known)) {
        last = Sql.call(store, connection -> refresh(connection, known));
      }
      return last;
    } finally {
      computing.unlock();
    }
  }

  private boolean young(Snapshot snapshot) {
    return clock.instant().isBefore(snapshot.computedAt().plus(config.freshness()));
  }

  private Snapshot refresh(Connection connection, Snapshot known) throws SQLException {
    Instant now = clock.instant();
    Map<String, Long> intake = Intake.all(connection);
    if (known != null && known.intake().equals(intake)) {
      return known;
    }
    Map<Integer, Subject> subjects = repository.subjects(connection);
    List<CatalogEntry> catalog = CatalogRows.all(connection);
    NeedIndex index = NeedIndex.of(catalog, subjects.values());
    List<Gap> gaps =
        analysis.rank(repository.evidence(connection, subjects, index, weights), Offer.of(catalog));
    return new Snapshot(now, intake, gaps, Segments.present(connection));
  }
}
