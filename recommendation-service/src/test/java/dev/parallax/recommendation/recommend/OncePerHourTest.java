package dev.parallax.recommendation.recommend;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class OncePerHourTest {
  private static final long NOW = 3_600 * 400_000L;

  private final OncePerHour once = new OncePerHour();

  @Test
  void whoAsksAgainAndAgainCountsOnce() {
    assertThat(once.isFirst("c-bot", "empty", NOW)).isTrue();
    for (int i = 1; i < 500; i++) {
      assertThat(once.isFirst("c-bot", "empty", NOW + i)).isFalse();
    }
    assertThat(once.isFirst("c-bot", "full", NOW)).isTrue();
    assertThat(once.isFirst("c-bot", "empty", NOW + 3_600)).isTrue();
  }

  @Test
  void allOthersCount() {
    int first = 0;
    for (int i = 0; i < 20_000; i++) {
      first += once.isFirst("c-" + i, "empty", NOW) ? 1 : 0;
    }
    assertThat(first).isEqualTo(20_000);
  }

  @Test
  void amongOthersABotCountsAFewTimesAtMost() {
    int bot = 0;
    for (int i = 0; i < 200_000; i++) {
      bot += once.isFirst("c-bot", "empty", NOW) ? 1 : 0;
      once.isFirst("c-" + i, "empty", NOW);
    }
    assertThat(bot).isLessThan(10);
  }
}
