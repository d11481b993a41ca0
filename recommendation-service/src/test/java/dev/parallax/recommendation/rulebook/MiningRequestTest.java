package dev.parallax.recommendation.rulebook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.parallax.recommendation.rule.RuleSettings;
import org.junit.jupiter.api.Test;

class MiningRequestTest {
  private static final RuleSettings CONFIGURED =
      new RuleSettings(0.001, 8, 0.1, 0.001, 3, 200, 100);

  @Test
  void whatIsNotGivenStays() {
    RuleSettings before = new RuleSettings(0.02, 5, 0.3, 0.01, 4, 50, 40, true);
    assertThat(MiningRequest.AS_IT_IS.applyTo(before, CONFIGURED)).isEqualTo(before);
  }

  @Test
  void aSupportThatIsGivenCountsWhateverIsConfigured() {
    MiningRequest support = request(1e-4, null, null, null);
    assertThat(support.applyTo(CONFIGURED, CONFIGURED).minBaskets()).isEqualTo(2);
    MiningRequest both = request(1e-4, 5, null, null);
    assertThat(both.applyTo(CONFIGURED, CONFIGURED).minBaskets()).isEqualTo(5);
  }

  @Test
  void whoWantsAllIsBoundByMemoryAloneUnlessTheySayOtherwise() {
    RuleSettings all = request(0.01, null, null, true).applyTo(CONFIGURED, CONFIGURED);
    assertThat(all.maxItems()).isEqualTo(RuleSettings.MOST_ITEMS);
    assertThat(all.mostItemsets()).isEqualTo(Room.forItemsets()).isGreaterThan(10_000);
    assertThat(all.mostRules()).isEqualTo(Room.forRules()).isGreaterThan(5_000);
    assertThat(MiningRequest.AS_IT_IS.applyTo(all, CONFIGURED)).isEqualTo(all);
    RuleSettings few = request(null, null, 7, true).applyTo(CONFIGURED, CONFIGURED);
    assertThat(few.mostRules()).isEqualTo(7);
    RuleSettings telling = request(null, null, null, false).applyTo(all, CONFIGURED);
    assertThat(telling.redundant()).isFalse();
    assertThat(telling.maxItems()).isEqualTo(3);
    assertThat(telling.mostItemsets()).isEqualTo(200);
    assertThat(telling.mostRules()).isEqualTo(100);
  }

  @Test
  void moreThanThereIsMemoryForIsRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> request(null, null, Room.forRules() + 1, null))
        .withMessage(
            "mostRules must be 1 to " + Room.forRules() + ", which is what there is memory for");
    assertThat(request(null, null, Room.forRules(), null).mostRules()).isPositive();
  }

  private static MiningRequest request(
      Double minSupport, Integer minBaskets, Integer mostRules, Boolean redundant) {
    return new MiningRequest(
        null, minSupport, minBaskets, null, null, null, null, mostRules, redundant);
  }
}
