package dev.parallax.recommendation.merchandising;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.parallax.contracts.Phrase;
import dev.parallax.recommendation.catalog.Catalog;
import dev.parallax.recommendation.catalog.CatalogItem;
import dev.parallax.recommendation.dataset.ItemNumbers;
import dev.parallax.recommendation.occasion.Context;
import dev.parallax.recommendation.offer.Shelf;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class MerchandiseTest {
  private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");
  private static final Situation HOME = new Situation(Context.HOME, "home", "");
  private static final ItemNumbers NUMBERS = new ItemNumbers(List.of("a", "b", "c", "d"));

  private final RuleCompiler compiler = new RuleCompiler();

  @Test
  void whatWasFoundOutOfAnItemHoldsUntilTheItemChanges() {
    CompiledRule cheap = rule("cheap", Action.PIN, "price < 10.0", null, 1);
    RuleSet rules = new RuleSet(List.of(cheap));
    Map<String, CatalogItem> items = new HashMap<>();
    NUMBERS.ids().forEach(id -> items.put(id, item(id, "5")));
    Merchandise before = new Merchandise(rules, shelf(1, items), null);
    before.prepare();
    assertThat(pinned(before)).containsExactly(0, 1, 2, 3);

    items.put("b", item("b", "50"));
    assertThat(pinned(new Merchandise(rules, shelf(2, items), before))).containsExactly(0, 2, 3);

    // Of another rule nothing is known, whatever its name.
    CompiledRule dear = rule("cheap", Action.PIN, "price > 10.0", null, 1);
    assertThat(pinned(new Merchandise(new RuleSet(List.of(dear)), shelf(2, items), before)))
        .containsExactly(1);
  }

  @Test
  void theHighestFactorIsThatOfAnItemAndNotOfAllRulesTogether() {
    Map<String, CatalogItem> items = new HashMap<>();
    NUMBERS.ids().forEach(id -> items.put(id, item(id, "5")));
    RuleSet rules =
        new RuleSet(
            List.of(
                rule("one", Action.BOOST, "itemId == 'a'", 10.0, null),
                rule("two", Action.BOOST, "itemId in ['b', 'c']", 20.0, null),
                rule("three", Action.BOOST, "itemId == 'c'", 2.0, null),
                rule("down", Action.BURY, "itemId == 'b'", 0.5, null)));
    Arrangement arrangement = new Merchandise(rules, shelf(1, items), null).in(HOME, NOW);
    assertThat(arrangement.most()).isCloseTo(40, within(1e-12));
    for (int item = 0; item < NUMBERS.size(); item++) {
      assertThat(arrangement.factor(item)).isLessThanOrEqualTo(arrangement.most());
    }
    RuleSet withHome =
        rules.and(rule("here", Action.BOOST, "context == 'home' && itemId == 'd'", 3.0, null));
    assertThat(new Merchandise(withHome, shelf(1, items), null).in(HOME, NOW).most())
        .isCloseTo(120, within(1e-12));
  }

  private static int[] pinned(Merchandise merchandise) {
    return merchandise.in(HOME, NOW).pins().getFirst().items();
  }

  private static Shelf shelf(long version, Map<String, CatalogItem> items) {
    return new Shelf(NUMBERS, new Catalog.Snapshot(version, items));
  }

  private static CatalogItem item(String id, String price) {
    return new CatalogItem(id, id, "things", true, new BigDecimal(price), "EUR", true, Map.of());
  }

  private CompiledRule rule(
      String name, Action action, String condition, Double factor, Integer position) {
    return compiler.compile(
        new MerchandisingRule(
            name,
            1,
            action,
            condition,
            factor,
            position,
            Set.of(),
            null,
            null,
            true,
            new Phrase("a rule", "规则"),
            NOW));
  }
}
