package dev.parallax.experience.gap;

import dev.parallax.experience.catalog.CatalogRows;
import dev.parallax.experience.customer.Segments;
import dev.parallax.experience.intake.Intake;
import dev.parallax.experience.measure.Gap;
import dev.parallax.experience.measure.GapAnalysis;
import dev.parallax.experience.measure.Normal;
import dev.parallax.experience.measure.Offer;
import dev.parallax.experience.measure.SegmentEvidence;
import dev.parallax.experience.measure.Weights;
import dev.parallax.experience.need.CatalogEntry;
import dev.parallax.kit.store.Outage;
import dev.parallax.kit.store.Sql;
import io.agroal.api.AgroalDataSource;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.locks.ReentrantLock;
import org.jboss.logging.Logger;

/**
 * The gaps as of now. They are computed when asked for and something changed since, at most once in
 * the configured time while data keeps coming, and once for all who ask at the same time.
 */
@ApplicationScoped
public class GapBoard {
  private static final Logger LOG = Logger.getLogger(GapBoard.class);
  private static final int TRANSACTION_SECONDS = 120;

  /**
   * @param intake what had been taken in when it was computed
   * @param leftOut by segment, how many customers each need has that has too few to be a gap
   */
  record Snapshot(
      Instant computedAt,
      Map<String, Long> intake,
      List<Gap> gaps,
      Map<String, List<Long>> leftOut,
      Segments segments) {}

  private final AgroalDataSource store;
  private final NeedParts parts;
  private final GapRepository repository;
  private final GapConfig config;
  private final Weights weights;
  private final GapAnalysis analysis;
  private final Clock clock;
  private final ReentrantLock computing = new ReentrantLock();
  private volatile Snapshot last;

  GapBoard(
      AgroalDataSource store,
      NeedParts parts,
      GapRepository repository,
      GapConfig config,
      Clock clock) {
    this.store = store;
    this.parts = parts;
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
        last = refresh(known);
      }
      return last;
    } finally {
      computing.unlock();
    }
  }

  /** Adds up what has come in meanwhile, so that nobody who asks has to wait for much of it. */
  @Scheduled(
      every = "${parallax.gap.ahead:15s}",
      delayed = "${parallax.gap.ahead:15s}",
      concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
  void ahead() {
    try {
      snapshot();
    } catch (RuntimeException e) {
      if (!Outage.isPassing(e)) {
        throw e;
      }
      LOG.debugf("gaps wait for the database cause=%s", e.getClass().getSimpleName());
    }
  }

  private boolean young(Snapshot snapshot) {
    return clock.instant().isBefore(snapshot.computedAt().plus(config.freshness()));
  }

  private Snapshot refresh(Snapshot known) {
    return QuarkusTransaction.requiringNew()
        .timeout(TRANSACTION_SECONDS)
        .call(() -> Sql.call(store, connection -> refresh(connection, known)));
  }

  private Snapshot refresh(Connection connection, Snapshot known) throws SQLException {
    Instant now = clock.instant();
    Map<String, Long> intake = Intake.all(connection);
    if (known != null && known.intake().equals(intake)) {
      return known;
    }
    List<CatalogEntry> catalog = CatalogRows.all(connection);
    parts.refresh(connection, catalog, config.mostTexts());
    List<SegmentEvidence> evidence = repository.evidence(connection, weights);
    List<Gap> gaps = analysis.rank(evidence, Offer.of(catalog));
    return new Snapshot(now, intake, gaps, leftOut(evidence), Segments.present(connection));
  }

  private Map<String, List<Long>> leftOut(List<SegmentEvidence> evidence) {
    Map<String, List<Long>> leftOut = new TreeMap<>();
    for (SegmentEvidence segment : evidence) {
      leftOut.put(
          segment.segment(),
          segment.cells().stream()
              .map(cell -> cell.acts().customers())
              .filter(customers -> customers > 0 && customers < config.minCustomers())
              .toList());
    }
    return leftOut;
  }
}
