package dev.parallax.recommendation.rulebook;

import dev.parallax.recommendation.rule.RuleSettings;
import dev.parallax.recommendation.rule.RuleSource;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import org.jboss.logging.Logger;

/** Brings the book of a source up to date: reads, mines, stores, serves. */
@ApplicationScoped
class RuleRefresh {
  private static final Logger LOG = Logger.getLogger(RuleRefresh.class);
  private static final Duration CHANGES_KEPT = Duration.ofDays(1);

  private final RuleBookStore store;
  private final RuleBooks books;
  private final BasketReader reader;
  private final Clock clock;
  private final Map<RuleSource, RuleKeeper> keepers = new EnumMap<>(RuleSource.class);

  RuleRefresh(
      RuleBookStore store, RuleBooks books, BasketReader reader, RulesConfig config, Clock clock) {
    this.store = store;
    this.books = books;
    this.reader = reader;
    this.clock = clock;
    for (RuleSource source : RuleSource.values()) {
      keepers.put(source, new RuleKeeper(source, reader, config));
    }
  }

  /** With the settings that count; stores nothing where nothing has changed. */
  RuleKeeper.Refreshed follow(RuleSource source) {
    RuleSettings settings = store.settings(source);
    RuleKeeper.Refreshed refreshed = keepers.get(source).refresh(settings, false);
    if (refreshed.mined() != null) {
      store(source, settings, refreshed, false);
    }
    // Also where no basket changed: who only answered otherwise was noted too.
    reader.forgetChanges(clock.instant().minus(CHANGES_KEPT));
    return refreshed;
  }

  /**
   * With other settings, which count from then on.
   *
   * @param request what to change of those that count until then
   */
  RuleKeeper.Refreshed mine(RuleSource source, MiningRequest request) {
    RuleSettings settings = request.applyTo(store.settings(source), store.configured());
    RuleKeeper.Refreshed refreshed = keepers.get(source).refresh(settings, true);
    store(source, settings, refreshed, true);
    reader.forgetChanges(clock.instant().minus(CHANGES_KEPT));
    return refreshed;
  }

  private void store(
      RuleSource source, RuleSettings settings, RuleKeeper.Refreshed refreshed, boolean asked) {
    boolean written = store.write(source, refreshed.readAt(), settings, refreshed.mined(), asked);
    books.look();
    LOG.infof(
        "rules mined source=%s stored=%b incremental=%b changed=%d baskets=%d itemsets=%d rules=%d",
        source.wireName(),
        written,
        refreshed.incremental(),
        refreshed.changed(),
        refreshed.mined().baskets(),
        refreshed.mined().itemsets().size(),
        refreshed.mined().found().rules().size());
  }
}
