package dev.parallax.recommendation.popularity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.parallax.recommendation.history.Signal;
import dev.parallax.recommendation.history.TimeDecay;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class PopularityTest {
  private static final long DAY = 86_400;
  private static final TimeDecay TEN_DAYS = new TimeDecay(Duration.ofDays(10));

  @Test
  void anOrderCountsHalfAfterTheHalfLife() {
    Popularity.Builder builder = Popularity.builder(3, TEN_DAYS, 100 * DAY);
    builder.bought(0, 4, 90 * DAY);
    builder.bought(1, 4, 100 * DAY);
    Popularity popularity = builder.build();
    assertThat(popularity.share(1)).isEqualTo(1);
    assertThat(popularity.share(0)).isCloseTo(0.5f, within(1e-6f));
    assertThat(popularity.orders(0)).isEqualTo(4);
  }

  @Test
  void theRankingDoesNotDependOnWhenItIsLookedAt() {
    for (long reference : new long[] {50 * DAY, 100 * DAY, 500 * DAY}) {
      Popularity.Builder builder = Popularity.builder(3, TEN_DAYS, reference);
      builder.bought(0, 5, 10 * DAY);
      builder.bought(1, 2, 40 * DAY);
      builder.did(Signal.VIEWED, 2, 10, 45 * DAY);
      Popularity popularity = builder.build();
      assertThat(popularity.ranked()).isEqualTo(3);
      assertThat(new int[] {popularity.at(0), popularity.at(1), popularity.at(2)})
          .containsExactly(1, 2, 0);
    }
  }

  @Test
  void theFutureCountsNoMoreThanNow() {
    Popularity.Builder builder = Popularity.builder(2, TEN_DAYS, 100 * DAY);
    builder.bought(0, 1, 36_500 * DAY);
    builder.bought(1, 1, 100 * DAY);
    assertThat(builder.build().share(0)).isEqualTo(builder.build().share(1));
  }

  @Test
  void whatNobodyTouchedHasNoRank() {
    Popularity none = Popularity.builder(5, TEN_DAYS, 0).build();
    assertThat(none.ranked()).isZero();
    assertThat(none.share(3)).isZero();
    assertThat(none.share(99)).isZero();
  }

  @Test
  void aMixWeighsBoth() {
    Popularity.Builder segment = Popularity.builder(2, TEN_DAYS, 0);
    segment.bought(0, 1, 0);
    Popularity.Builder all = Popularity.builder(3, TEN_DAYS, 0);
    all.bought(2, 1, 0);
    Popularity mixed = Popularity.mix(segment.build(), 0.8, all.build());
    assertThat(mixed.at(0)).isZero();
    assertThat(mixed.share(0)).isCloseTo(0.8f, within(1e-6f));
    assertThat(mixed.share(2)).isCloseTo(0.2f, within(1e-6f));
  }

  @Test
  void byOtherNumbersItIsTheSame() {
    Popularity.Builder builder = Popularity.builder(3, TEN_DAYS, 0);
    builder.bought(0, 3, 0);
    builder.bought(1, 7, 0);
    Popularity before = builder.build();
    Popularity after = before.renumbered(new int[] {4, 0, 2}, 5);
    assertThat(after.items()).isEqualTo(5);
    assertThat(after.ranked()).isEqualTo(2);
    assertThat(new int[] {after.at(0), after.at(1)}).containsExactly(0, 4);
    assertThat(after.share(4)).isEqualTo(before.share(0));
    assertThat(after.orders(0)).isEqualTo(7);
    assertThat(after.orders(3)).isZero();
  }
}
