package dev.parallax.recommendation.merchandising;

import dev.parallax.recommendation.offer.Shelf;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Rules on one shelf. Thread safe; what conditions said is kept as long as the two stay, and what
 * is the same on the next is taken over there.
 */
public final class Merchandise {
  /** Bounds what is remembered of situations, which callers name: a byte for each item and rule. */
  private static final int MOST_BYTES = 16 * 1024 * 1024;

  private static final int MOST_ARRANGEMENTS = 1_000;
  private final RuleSet rules;
  private final Shelf shelf;
  private final Map<CompiledRule, Verdicts> before;
  private final Map<CompiledRule, Verdicts> everywhere = new ConcurrentHashMap<>();
  private final Map<Key, Verdicts> situational = new ConcurrentHashMap<>();
  private final Map<List<Verdicts>, Arrangement> arrangements = new ConcurrentHashMap<>();

  /** A rule is the same as before only if it is the same object. */
  private record Key(CompiledRule rule, Situation situation) {}

  /**
   * @param before the last, null for none
   */
  Merchandise(RuleSet rules, Shelf shelf, Merchandise before) {
    this.rules = rules;
    this.shelf = shelf;
    this.before = before == null ? Map.of() : Map.copyOf(before.everywhere);
  }

  boolean isOf(RuleSet otherRules, Shelf otherShelf) {
    return rules == otherRules && shelf == otherShelf;
  }

  Shelf shelf() {
    return shelf;
  }

  /** Asks now what can be asked before there is a question. */
  void prepare() {
    for (CompiledRule rule : rules.rules()) {
      if (rule.ofItemOnly() && rule.rule().enabled()) {
        verdicts(rule, null).askAll();
      }
    }
  }

  /** The rules that count in a situation at a time. */
  public Arrangement in(Situation situation, Instant now) {
    List<Verdicts> inForce = new ArrayList<>();
    for (CompiledRule rule : rules.rules()) {
      if (rule.rule().isInForce(situation.context(), now)) {
        inForce.add(verdicts(rule, situation));
      }
    }
    if (inForce.isEmpty()) {
      return Arrangement.NONE;
    }
    Arrangement known = arrangements.get(inForce);
    if (known == null) {
      if (arrangements.size() >= MOST_ARRANGEMENTS) {
        arrangements.clear();
      }
      known = new Arrangement(inForce, shelf.size());
      arrangements.put(List.copyOf(inForce), known);
    }
    return known;
  }

  private Verdicts verdicts(CompiledRule rule, Situation situation) {
    if (rule.ofItemOnly()) {
      return everywhere.computeIfAbsent(
          rule, key -> new Verdicts(key, shelf, situation, before.get(key)));
    }
    Key key = new Key(rule, situation);
    Verdicts known = situational.get(key);
    if (known == null) {
      if ((situational.size() + 1L) * shelf.size() > MOST_BYTES) {
        situational.clear();
        arrangements.clear();
      }
      known = new Verdicts(rule, shelf, situation, null);
      situational.put(key, known);
    }
    return known;
  }
}
