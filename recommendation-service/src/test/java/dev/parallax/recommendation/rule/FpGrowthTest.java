package dev.parallax.recommendation.rule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;

class FpGrowthTest {
  @Test
  void stopsWhenTheSinkHasEnough() {
    Itemsets three = new Itemsets(3);
    boolean finished =
        FpGrowth.mine(Baskets.builder().add(1, 2, 3).add(1, 2, 3).build(), 1, 3, three);
    assertThat(finished).isFalse();
    assertThat(three.overflowed()).isTrue();
    assertThat(three.size()).isEqualTo(3);
  }

  @Test
  void nothingIsFrequentInNothing() {
    Itemsets none = new Itemsets(10);
    assertThat(FpGrowth.mine(Baskets.builder().build(), 1, 3, none)).isTrue();
    assertThat(FpGrowth.mine(Baskets.builder().add().add().build(), 1, 3, none)).isTrue();
    assertThat(none.size()).isZero();
  }

  @Test
  void refusesWhatMakesNoSense() {
    Baskets baskets = Baskets.builder().add(1).build();
    assertThatIllegalArgumentException()
        .isThrownBy(() -> FpGrowth.mine(baskets, 0, 3, new Itemsets(1)))
        .withMessageContaining("minCount");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Baskets.builder().add(-1))
        .withMessageContaining("item");
  }
}
