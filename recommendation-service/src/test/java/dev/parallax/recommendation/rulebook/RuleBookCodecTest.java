package dev.parallax.recommendation.rulebook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.parallax.recommendation.rule.Baskets;
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
        RuleFinder.found(
            itemsets, baskets.size(), new RuleSettings(0.01, 2, 0.1, 0.01, 3, 100, 100)));
  }
}
