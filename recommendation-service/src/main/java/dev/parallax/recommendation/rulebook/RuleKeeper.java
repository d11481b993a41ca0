package dev.parallax.recommendation.rulebook;

import dev.parallax.recommendation.dataset.ItemNumbers;
import dev.parallax.recommendation.rule.Baskets;
import dev.parallax.recommendation.rule.Condensed;
import dev.parallax.recommendation.rule.Itemsets;
import dev.parallax.recommendation.rule.OwnedBaskets;
import dev.parallax.recommendation.rule.RuleFinder;
import dev.parallax.recommendation.rule.RuleSettings;
import dev.parallax.recommendation.rule.RuleSource;
import dev.parallax.recommendation.rule.SessionCutter;
import dev.parallax.recommendation.rule.Thresholds;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Set;

/**
 * Keeps the baskets of one source in memory, with the itemsets mined of them, and takes over what
 * has changed when it is asked. What it knows it can read again: after a start, in another replica,
 * with other settings or after a day it reads everything and mines anew, with the same result.
 */
final class RuleKeeper {
  /** Changes are remembered for longer. */
  private static final Duration LONGEST_FOLLOWED = Duration.ofHours(12);

  /** Supports were raised to fit the baskets there were; with so many more or less they are not. */
  private static final double GROWN = 1.5;

  private final RuleSource source;
  private final BasketReader reader;
  private final RulesConfig config;
  private State state;

  private static final class State {
    RuleSettings settings;
    OwnedBaskets baskets;
    ItemNumbers items;
    Set<String> services;
    BasketReader.Reading read;
    Instant wholeAt;
    int basketsThen;
  }

  /**
   * What a refresh did.
   *
   * @param changed baskets that came or went; all of them where everything was read
   * @param incremental whether it got by without mining everything
   * @param mined null where nothing changed and nobody asked
   */
  record Refreshed(Instant readAt, int changed, boolean incremental, RuleBook.Mined mined) {}

  RuleKeeper(RuleSource source, BasketReader reader, RulesConfig config) {
    this.source = source;
    this.reader = reader;
    this.config = config;
  }

  /**
   * Reads what changed, and derives the rules of now.
   *
   * @param asked whether to do so even where nothing changed
   */
  synchronized Refreshed refresh(RuleSettings settings, boolean asked) {
    State before = state;
    state = null; // What an exception leaves half done is read anew.
    boolean follows = before != null && follows(before, settings);
    ItemNumbers items = follows ? before.items : new ItemNumbers();
    BasketRows rows =
        new BasketRows(
            items,
            follows ? before.services : null,
            new SessionCutter(config.sessionGap(), config.mostItemsPerSession()));
    BasketReader.Reading reading =
        reader.read(source, follows ? Long.valueOf(before.read.next()) : null, rows);
    rows.end();
    State now = reading.whole() ? whole(settings, items, rows) : before;
    int changed = reading.whole() ? now.basketsThen : now.baskets.update(rows.changes());
    if (now.baskets.itemsets().overflowed()) {
      return refresh(settings, asked); // The state is gone: all is read, with a higher support.
    }
    now.read = reading;
    now.wholeAt = reading.whole() ? reading.readAt() : now.wholeAt;
    state = now;
    return new Refreshed(
        reading.readAt(),
        changed,
        !reading.whole() && (changed == 0 || now.baskets.wasIncremental()),
        changed > 0 || asked ? mined(now) : null);
  }

  private static boolean follows(State state, RuleSettings settings) {
    int baskets = state.baskets.baskets();
    return state.settings.equals(settings)
        && !state.read.bounded()
        && !state.baskets.itemsets().overflowed()
        && baskets <= state.basketsThen * GROWN
        && baskets >= state.basketsThen / GROWN
        && !state.read.readAt().isAfter(state.wholeAt.plus(LONGEST_FOLLOWED));
  }

  private static State whole(RuleSettings settings, ItemNumbers items, BasketRows rows) {
    Baskets all = rows.all();
    State made = new State();
    made.settings = settings;
    made.items = items;
    made.services = rows.services();
    made.basketsThen = all.size();
    made.baskets =
        new OwnedBaskets(
            all, rows.owners(), RuleFinder.mineBeyond(all, settings), settings.mostItemsets());
    return made;
  }

  private static RuleBook.Mined mined(State state) {
    RuleSettings settings = state.settings;
    int maxItems = settings.maxItems();
    int baskets = state.baskets.baskets();
    int[] minCounts = state.baskets.minCounts();
    Itemsets counted = state.baskets.itemsets();
    Itemsets itemsets = counted.upTo(maxItems);
    return new RuleBook.Mined(
        state.items.ids(),
        baskets,
        Arrays.stream(minCounts).limit(maxItems).boxed().toList(),
        itemsets,
        Condensed.of(counted, minCounts, maxItems),
        RuleFinder.found(itemsets, Math.max(1, baskets), settings),
        new RuleBook.Scope(
            Thresholds.of(settings.minSupport(), 1, 1).minCount(1, baskets),
            settings.minBaskets(),
            settings.mostItemsets(),
            minCounts.length > maxItems ? counted.size() - itemsets.size() : -1,
            !state.read.bounded()));
  }
}
