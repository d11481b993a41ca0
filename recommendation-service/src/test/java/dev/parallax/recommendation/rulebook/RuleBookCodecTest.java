package dev.parallax.recommendation.rulebook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.parallax.recommendation.rule.Baskets;
import dev.parallax.recommendation.rule.Condensed;
import dev.parallax.recommendation.rule.Itemsets;
import dev.parallax.recommendation.rule.RuleFinder;
import dev.parallax.recommendation.rule.RuleSettings;
import dev.parallax.recommendation.rule.Thresholds;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class RuleBookCodecTest {
  private final RuleBook.Mined mined = mined();

  @Test
  void whatIsWrittenIsRead() {
    RuleBook.Mined read = RuleBookCodec.read(RuleBookCodec.write(mined));
    assertThat(read.items()).isEqualTo(mined.items());
    assertThat(read.baskets()).isEqualTo(mined.baskets());
    assertThat(read.minCounts()).isEqualTo(mined.minCounts());
    assertThat(read.found().rules()).isEqualTo(mined.found().rules()).isNotEmpty();
    assertThat(read.found().adjustedPValues()).isEqualTo(mined.found().adjustedPValues());
    assertThat(read.found().tested()).isEqualTo(mined.found().tested());
    assertThat(read.found().confident()).isEqualTo(mined.found().confident()).isPositive();
    assertThat(read.found().wanted()).isEqualTo(mined.found().wanted());
    assertThat(read.scope()).isEqualTo(mined.scope());
    assertThat(read.condensed().codes()).isEqualTo(mined.condensed().codes());
    assertThat(read.itemsets().size()).isEqualTo(mined.itemsets().size());
    for (int set = 0; set < read.itemsets().size(); set++) {
      assertThat(read.itemsets().count(set)).isEqualTo(mined.itemsets().count(set));
      assertThat(read.itemsets().length(set)).isEqualTo(mined.itemsets().length(set));
    }
  }

  @Test
  void whatIsNoneOrOnlyPartOfOneIsRefused() {
    byte[] whole = RuleBookCodec.write(mined);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> RuleBookCodec.read(Arrays.copyOf(whole, whole.length / 2)));
    assertThatIllegalArgumentException().isThrownBy(() -> RuleBookCodec.read(new byte[8]));
    whole[7] = 99;
    assertThatIllegalArgumentException()
        .isThrownBy(() -> RuleBookCodec.read(whole))
        .withMessageContaining("format");
  }

  @Test
  void whatBoundsKeptOutIsSaidWithTheBound() {
    assertThat(codes(mined)).containsExactly("few-baskets");
    RuleBook.Scope all = new RuleBook.Scope(2, 2, 100, 0, true);
    assertThat(codes(with(all, List.of(2, 2, 2), 0))).isEmpty();
    assertThat(codes(with(all, List.of(2, 2, 3), 0))).containsExactly("support-raised");
    assertThat(codes(with(all, List.of(2, 2, 2), 5))).containsExactly("weak-rules");
    assertThat(codes(with(new RuleBook.Scope(2, 2, 100, 7, false), List.of(2, 2, 2), 0)))
        .containsExactly("older-baskets", "longer-sets");
    RuleBook.Mined everything = with(new RuleBook.Scope(1, 2, 100, -1, false), List.of(2, 3, 4), 5);
    assertThat(codes(everything))
        .containsExactly(
            "older-baskets", "few-baskets", "support-raised", "longer-sets", "weak-rules");
    assertThat(LeftOut.ofItemsets(everything)).hasSize(4);
    assertThat(LeftOut.ofRules(everything).getLast().text().en())
        .isEqualTo(
            "5 of 7 rules, those with the least evidence (baskets x log of lift, so that a lift"
                + " below 1 goes first): mostRules is 2");
    assertThat(LeftOut.ofRules(everything).getLast().text().zh())
        .startsWith("共 7 条规则中证据最弱的 5 条")
        .endsWith("mostRules 为 2");
  }

  private RuleBook.Mined with(RuleBook.Scope scope, List<Integer> minCounts, int cut) {
    RuleFinder.Found found = mined.found();
    int rules = found.rules().size();
    return new RuleBook.Mined(
        mined.items(),
        mined.baskets(),
        minCounts,
        mined.itemsets(),
        mined.condensed(),
        new RuleFinder.Found(found.rules(), found.adjustedPValues(), rules, rules, rules + cut),
        scope);
  }

  private static List<String> codes(RuleBook.Mined mined) {
    return LeftOut.ofRules(mined).stream().map(LeftOut::code).toList();
  }

  private static RuleBook.Mined mined() {
    Baskets.Builder builder = Baskets.builder();
    for (int i = 0; i < 40; i++) {
      builder.add(i % 2 == 0 ? new int[] {0, 1} : new int[] {2});
    }
    Baskets baskets = builder.build();
    Itemsets itemsets = RuleFinder.mine(baskets, Thresholds.of(0, 2, 3), 100).itemsets();
    return new RuleBook.Mined(
        List.of("a", "b", "c"),
        baskets.size(),
        List.of(2, 2, 2),
        itemsets,
        Condensed.of(itemsets, new int[] {2, 2, 2, 2}, 3),
        RuleFinder.found(
            itemsets, baskets.size(), new RuleSettings(0.01, 2, 0.1, 0.01, 3, 100, 100)),
        new RuleBook.Scope(1, 2, 100, 0, true));
  }
}
