package dev.parallax.recommendation.merchandising;

import dev.parallax.recommendation.offer.Offer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Rules on one offer. Thread safe; what conditions said is kept as long as the two stay. */
public final class Merchandise {
  /** Bounds what is remembered: a byte per item, rule and situation. */
  private static final int MOST_BYTES = 32 * 1024 * 1024;

  private static final Situation ANY = null;

  private final RuleSet rules;
  private final Offer offer;
  private final Map<Key, Verdicts> verdicts = new ConcurrentHashMap<>();

  private record Key(String rule, Situation situation) {}

  Merchandise(RuleSet rules, Offer offer) {
    this.rules = rules;
    this.offer = offer;
  }

  boolean isOf(RuleSet otherRules, Offer otherOffer) {
    return rules == otherRules && offer == otherOffer;
  }

  /** The rules that count in a situation at a time. */
  public Arrangement in(Situation situation, Instant now) {
    List<Verdicts> inForce = new ArrayList<>();
    for (CompiledRule rule : rules.rules()) {
      if (rule.rule().isInForce(situation.context(), now)) {
        inForce.add(verdicts(rule, situation));
      }
    }
    return inForce.isEmpty() ? Arrangement.NONE : new Arrangement(inForce);
  }

  private Verdicts verdicts(CompiledRule rule, Situation situation) {
    Key key = new Key(rule.rule().name(), rule.ofItemOnly() ? ANY : situation);
    Verdicts known = verdicts.get(key);
    if (known == null) {
      if ((verdicts.size() + 1L) * offer.size() > MOST_BYTES) {
        verdicts.clear();
      }
      known = new Verdicts(rule, offer, situation);
      verdicts.put(key, known);
    }
    return known;
  }
}
