package dev.parallax.recommendation.rule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.parallax.recommendation.SharedData;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The published figures of the "Groceries" set, rules with one item on the right. */
class GroceriesTest {
  private static final List<String> NAMES = new ArrayList<>();
  private static Baskets baskets;

  @BeforeAll
  static void read() throws IOException {
    Map<String, Integer> numbers = new HashMap<>();
    Baskets.Builder builder = Baskets.builder();
    for (String line : Files.readAllLines(SharedData.require("groceries.csv"))) {
      String[] names = line.split(",");
      int[] basket = new int[names.length];
      for (int i = 0; i < names.length; i++) {
        basket[i] =
            numbers.computeIfAbsent(
                names[i],
                name -> {
                  NAMES.add(name);
                  return NAMES.size() - 1;
                });
      }
      builder.add(basket);
    }
    baskets = builder.build();
  }

  @Test
  void hasAsManyItemsetsAndRulesAtOnePercent() {
    Itemsets itemsets = mine(0.01);
    assertThat(itemsets.size()).isEqualTo(333);
    assertThat(RuleMiner.rules(itemsets, 0.5, baskets.size())).hasSize(15);
  }

  @Test
  void hasAsManyItemsetsAndRulesAtSixPerMille() {
    Itemsets itemsets = mine(0.006);
    assertThat(itemsets.size()).isEqualTo(747);
    assertThat(RuleMiner.rules(itemsets, 0.25, baskets.size())).hasSize(463);
  }

  @Test
  void hasAsManyItemsetsAndRulesAtOnePerMilleAndTheirStrongestIsTheKnownOne() {
    Itemsets itemsets = mine(0.001);
    assertThat(itemsets.size()).isEqualTo(13_492);
    List<AssociationRule> rules = RuleMiner.rules(itemsets, 0.8, baskets.size());
    assertThat(rules).hasSize(410);
    AssociationRule strongest =
        rules.stream().max(Comparator.comparingDouble(AssociationRule::lift)).orElseThrow();
    assertThat(strongest.lift()).isCloseTo(11.235, within(0.0005));
    assertThat(NAMES.get(strongest.consequent())).isEqualTo("bottled beer");
    assertThat(List.of(NAMES.get(strongest.antecedent(0)), NAMES.get(strongest.antecedent(1))))
        .containsExactlyInAnyOrder("liquor", "red/blush wine");
  }

  /** What {@code POST /v1/rules/mine} with {@code redundant} comes to. */
  @ParameterizedTest
  @CsvSource({"0.01, 0.5, 333, 15", "0.006, 0.25, 747, 463", "0.001, 0.8, 13492, 410"})
  void allThatArePublishedAreKeptWhereRedundantOnesAreWanted(
      double support, double confidence, int sets, int rules) {
    RuleSettings all = new RuleSettings(support, 2, confidence, 0.001, 10, 200_000, 30_000, true);
    Itemsets itemsets = RuleFinder.mine(baskets, all).itemsets();
    assertThat(itemsets.size()).isEqualTo(sets);
    RuleFinder.Found found = RuleFinder.found(itemsets, baskets.size(), all);
    assertThat(found.rules()).hasSize(rules);
    assertThat(found.confident()).isEqualTo(rules);
    RuleSettings pruned = new RuleSettings(support, 2, confidence, 0.001, 10, 200_000, 30_000);
    RuleFinder.Found fewer = RuleFinder.found(itemsets, baskets.size(), pruned);
    assertThat(fewer.rules()).hasSizeLessThan(rules);
    assertThat(fewer.confident()).isEqualTo(rules);
  }

  @Test
  void pruningKeepsTheSimpleRulesAndDropsTheirLongerCopies() {
    Itemsets itemsets = mine(0.001);
    List<AssociationRule> all = RuleMiner.rules(itemsets, 0.1, baskets.size());
    List<AssociationRule> kept = RulePruning.improving(all, itemsets, 0.001);
    assertThat(kept).isNotEmpty().hasSizeLessThan(all.size() / 5);
    assertThat(kept).allMatch(rule -> rule.lift() > 1);
  }

  @Test
  void whatIsShownAsAFindingIsHardlyEverACoincidence() {
    RuleFinder.Found found =
        RuleFinder.found(
            mine(0.006),
            baskets.size(),
            new RuleSettings(0.006, 2, 0.25, 0.001, 4, 1_000_000, 1_000_000));
    assertThat(found.tested()).isGreaterThan(463);
    assertThat(found.rules()).isNotEmpty().hasSizeLessThan(463);
    assertThat(found.adjustedPValues())
        .hasSameSizeAs(found.rules())
        .matches(values -> Arrays.stream(values).allMatch(p -> p >= 0 && p < 0.01));
  }

  private static Itemsets mine(double support) {
    Itemsets itemsets = new Itemsets(1_000_000);
    int minCount = (int) Math.ceil(support * baskets.size());
    assertThat(FpGrowth.mine(baskets, minCount, 32, itemsets)).isTrue();
    return itemsets;
  }
}
