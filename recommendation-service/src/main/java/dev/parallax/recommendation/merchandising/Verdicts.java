package dev.parallax.recommendation.merchandising;

import dev.parallax.kit.condition.ConditionFailedException;
import dev.parallax.recommendation.catalog.CatalogItem;
import dev.parallax.recommendation.offer.Shelf;
import java.util.stream.IntStream;

/**
 * What a condition says of each item on one shelf in one situation, asked once per item and
 * remembered: a condition costs about a microsecond, an answer looks at thousands of items. What
 * was remembered of items that are as they were before is taken over.
 */
final class Verdicts {
  private static final byte YES = 1;
  private static final byte NO = 2;

  private final CompiledRule rule;
  private final Shelf shelf;
  private final Situation situation;

  /** By item; threads that meet write the same. */
  private final byte[] known;

  private volatile boolean asked;
  private volatile int[] matching;

  /**
   * @param before the same of the shelf before, null for none
   */
  Verdicts(CompiledRule rule, Shelf shelf, Situation situation, Verdicts before) {
    this.rule = rule;
    this.shelf = shelf;
    this.situation = situation;
    this.known = new byte[shelf.size()];
    if (before != null) {
      for (int item = 0; item < Math.min(known.length, before.known.length); item++) {
        if (shelf.item(item) == before.shelf.item(item)) {
          known[item] = before.known[item];
        }
      }
    }
  }

  MerchandisingRule rule() {
    return rule.rule();
  }

  /** Whether the condition asks nothing of the situation. */
  boolean isOfItemOnly() {
    return rule.ofItemOnly();
  }

  /** Where the condition fails it does not hold, nor of what is no product of the catalog. */
  boolean holds(int item) {
    if (item >= known.length) {
      return false;
    }
    byte verdict = known[item];
    if (verdict == 0) {
      verdict = ask(item) ? YES : NO;
      known[item] = verdict;
    }
    return verdict == YES;
  }

  private boolean ask(int item) {
    CatalogItem of = shelf.item(item);
    if (of == null) {
      return false;
    }
    try {
      return rule.condition().holds(new RuleFacts(of, situation)::find);
    } catch (ConditionFailedException e) {
      return false;
    }
  }

  /** Asks what was not asked yet, of every item. */
  void askAll() {
    if (!asked) {
      for (int item = 0; item < known.length; item++) {
        holds(item);
      }
      asked = true;
    }
  }

  /** All that can be offered and that the condition holds for, ascending. */
  int[] matching() {
    int[] all = matching;
    if (all == null) {
      all =
          IntStream.range(0, known.length)
              .filter(item -> shelf.offers(item) && holds(item))
              .toArray();
      matching = all;
    }
    return all;
  }
}
