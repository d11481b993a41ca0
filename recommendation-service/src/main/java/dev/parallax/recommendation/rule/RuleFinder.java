package dev.parallax.recommendation.rule;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;

/**
 * From baskets to the rules worth showing. Pairs and longer sets are mined each at the lowest
 * support that fits the memory allowed: a shop with long baskets has few pairs but millions of
 * triples, and would lose its rare pairs to them.
 */
public final class RuleFinder {
  private static final double RAISE = 1.5;
  private static final double PART_OF_PAIRS = 0.6;
  private static final int PAIR = 2;
  private static final int TRIPLE = 3;

  private RuleFinder() {}

  /**
   * The rules kept.
   *
   * @param adjustedPValues of each, corrected for all that were tested
   * @param tested every rule of the itemsets, of whatever confidence
   * @param confident those of them with enough confidence, before any was pruned
   * @param wanted those of them that were not pruned, before the strongest were chosen
   */
  public record Found(
      List<AssociationRule> rules,
      double[] adjustedPValues,
      int tested,
      int confident,
      int wanted) {
    public Found {
      rules = List.copyOf(rules);
    }
  }

  /**
   * Itemsets that fit.
   *
   * @param thresholds the lowest from those of the settings on with which they do
   */
  public record Mined(Thresholds thresholds, Itemsets itemsets) {}

  /** With the thresholds of the settings where the itemsets fit, so that they are mined once. */
  public static Mined mine(Baskets baskets, RuleSettings settings) {
    Thresholds wanted =
        Thresholds.of(settings.minSupport(), settings.minBaskets(), settings.maxItems());
    Mined mined = mine(baskets, wanted, settings.mostItemsets());
    return mined.itemsets().overflowed()
        ? mine(baskets, fitting(baskets, wanted, settings), settings.mostItemsets())
        : mined;
  }

  /**
   * The same, with sets of one item more than rules may have where those fit too: without them
   * nothing could be said of what contains the longest.
   */
  public static Mined mineBeyond(Baskets baskets, RuleSettings settings) {
    Mined mined = mine(baskets, settings);
    Thresholds longer = mined.thresholds().longer();
    if (mined.itemsets().longest() < settings.maxItems()) {
      return new Mined(longer, mined.itemsets());
    }
    Mined beyond = mine(baskets, longer, settings.mostItemsets());
    return beyond.itemsets().overflowed() ? mined : beyond;
  }

  /**
   * With these thresholds, whether they fit or not.
   *
   * @param capacity itemsets from which on the search is stopped
   */
  public static Mined mine(Baskets baskets, Thresholds thresholds, int capacity) {
    Itemsets itemsets = new Itemsets(capacity);
    FpGrowth.mine(baskets, thresholds, itemsets);
    return new Mined(thresholds, itemsets);
  }

  private static Thresholds fitting(Baskets baskets, Thresholds wanted, RuleSettings settings) {
    int pairs = (int) (settings.mostItemsets() * PART_OF_PAIRS);
    Thresholds shorter = Thresholds.of(settings.minSupport(), settings.minBaskets(), PAIR);
    while (!fits(baskets, shorter, 1, pairs)) {
      shorter = raise(shorter, 1, baskets.size());
    }
    Thresholds fitting = wanted.raised(1, shorter.share(PAIR));
    while (fitting.maxLength() >= TRIPLE
        && !fits(baskets, fitting, TRIPLE, settings.mostItemsets() - pairs)) {
      fitting = raise(fitting, TRIPLE, baskets.size());
    }
    return fitting;
  }

  private static Thresholds raise(Thresholds thresholds, int length, int baskets) {
    int count = (int) Math.ceil(thresholds.minCount(length, baskets) * RAISE);
    return thresholds.raised(length, (double) count / baskets);
  }

  private static boolean fits(
      Baskets baskets, Thresholds thresholds, int fromLength, int capacity) {
    int[] found = {0};
    return FpGrowth.mine(
        baskets,
        thresholds,
        (items, length, count) -> length < fromLength || ++found[0] <= capacity);
  }

  /** Those with enough confidence that no simpler one makes needless, unless all are wanted. */
  public static List<AssociationRule> rules(Itemsets itemsets, int baskets, RuleSettings settings) {
    return RulePruning.strongest(
        wanted(RuleMiner.rules(itemsets, settings.minConfidence(), baskets), itemsets, settings),
        settings.mostRules());
  }

  /** The same with what their p-values are worth. */
  public static Found found(Itemsets itemsets, int baskets, RuleSettings settings) {
    List<AssociationRule> confident = new ArrayList<>();
    Map<AssociationRule, Integer> places = new IdentityHashMap<>();
    PValues pValues = new PValues();
    RuleMiner.each(
        itemsets,
        baskets,
        rule -> {
          if (RuleMiner.isConfident(rule, settings.minConfidence())) {
            confident.add(rule);
            places.put(rule, pValues.size);
          }
          pValues.add(Independence.pValue(rule));
        });
    double[] adjusted = FalseDiscovery.adjusted(Arrays.copyOf(pValues.values, pValues.size));
    List<AssociationRule> wanted = wanted(confident, itemsets, settings);
    List<AssociationRule> rules = RulePruning.strongest(wanted, settings.mostRules());
    return new Found(
        rules,
        rules.stream().mapToDouble(rule -> adjusted[places.get(rule)]).toArray(),
        pValues.size,
        confident.size(),
        wanted.size());
  }

  private static List<AssociationRule> wanted(
      List<AssociationRule> rules, Itemsets itemsets, RuleSettings settings) {
    return settings.redundant()
        ? rules
        : RulePruning.improving(rules, itemsets, settings.significance());
  }

  private static final class PValues {
    private double[] values = new double[1024];
    private int size;

    void add(double value) {
      if (size == values.length) {
        values = Arrays.copyOf(values, size * 2);
      }
      values[size++] = value;
    }
  }
}
