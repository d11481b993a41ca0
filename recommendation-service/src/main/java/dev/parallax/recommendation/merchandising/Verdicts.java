package dev.parallax.recommendation.merchandising;

import dev.parallax.kit.condition.ConditionFailedException;
import dev.parallax.recommendation.catalog.CatalogItem;
import dev.parallax.recommendation.offer.Offer;

/**
 * What a condition says of each item of one offer in one situation, asked once per item and
 * remembered: a condition costs about a microsecond, an answer looks at thousands of items.
 */
final class Verdicts {
  private static final byte YES = 1;
  private static final byte NO = 2;

  private final CompiledRule rule;
  private final Offer offer;
  private final Situation situation;

  /** By item; threads that meet write the same. */
  private final byte[] known;

  private volatile int[] matching;

  Verdicts(CompiledRule rule, Offer offer, Situation situation) {
    this.rule = rule;
    this.offer = offer;
    this.situation = situation;
    this.known = new byte[offer.size()];
  }

  MerchandisingRule rule() {
    return rule.rule();
  }

  /** Where the condition fails it does not hold. */
  boolean holds(int item) {
    byte verdict = known[item];
    if (verdict == 0) {
      verdict = ask(item) ? YES : NO;
      known[item] = verdict;
    }
    return verdict == YES;
  }

  private boolean ask(int item) {
    CatalogItem of = offer.item(item);
    if (of == null) {
      return false;
    }
    try {
      return rule.condition().holds(new RuleFacts(of, situation)::find);
    } catch (ConditionFailedException e) {
      return false;
    }
  }

  /** All that can be offered and that the condition holds for, ascending. */
  int[] matching() {
    int[] all = matching;
    if (all == null) {
      all =
          java.util.stream.IntStream.range(0, known.length)
              .filter(item -> offer.offers(item) && holds(item))
              .toArray();
      matching = all;
    }
    return all;
  }
}
