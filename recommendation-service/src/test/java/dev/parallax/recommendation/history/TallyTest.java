package dev.parallax.recommendation.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class TallyTest {
  @Test
  void buyingSaysMoreThanLooking() {
    Tally bought = new Tally();
    bought.bought(1, 100);
    Tally seen = new Tally();
    for (int i = 0; i < 100; i++) {
      seen.did(Signal.VIEWED, 0, 100 + i);
    }
    assertThat(bought.preference()).isGreaterThan(seen.preference());
    assertThat(seen.preference()).isPositive();
    assertThat(seen.last()).isEqualTo(199);
  }

  @Test
  void givingBackTakesThePreferenceWhateverCameFirst() {
    Tally refundFirst = new Tally();
    refundFirst.returned(2);
    refundFirst.bought(2, 100);
    assertThat(refundFirst.preference()).isZero();
    assertThat(refundFirst.everBought()).isTrue();
    assertThat(refundFirst.gaveBack()).isTrue();
    refundFirst.bought(1, 200);
    assertThat(refundFirst.preference()).isPositive();
  }

  @Test
  void givingBackPartKeepsThePreference() {
    Tally part = new Tally();
    part.bought(3, 100);
    part.returned(1);
    assertThat(part.gaveBack()).isFalse();
    assertThat(part.preference()).isPositive();
  }

  @Test
  void aRefundOfWhatWasNeverBoughtChangesNothing() {
    Tally seen = new Tally();
    seen.did(Signal.ADDED, 0, 100);
    double before = seen.preference();
    seen.returned(5);
    assertThat(seen.gaveBack()).isFalse();
    assertThat(seen.preference()).isEqualTo(before);
  }

  @Test
  void aBadReviewLowersAndAGoodOneRaises() {
    Tally plain = new Tally();
    plain.bought(1, 100);
    Tally disliked = new Tally();
    disliked.bought(1, 100);
    disliked.did(Signal.REVIEWED, 1, 110);
    Tally liked = new Tally();
    liked.bought(1, 100);
    liked.did(Signal.REVIEWED, 5, 110);
    assertThat(disliked.preference()).isLessThan(plain.preference());
    assertThat(liked.preference()).isGreaterThan(plain.preference());
  }

  @Test
  void codesAndSignalsGoBothWays() {
    for (Signal signal : Signal.values()) {
      assertThat(Signal.of(signal.code())).isEqualTo(signal);
    }
    assertThatIllegalArgumentException().isThrownBy(() -> Signal.of(99));
  }

  @Test
  void decayHalves() {
    TimeDecay decay = new TimeDecay(Duration.ofDays(1));
    assertThat(decay.weight(0, 86_400)).isEqualTo(0.5);
    assertThat(decay.weight(86_400, 0)).isEqualTo(1);
    assertThatIllegalArgumentException().isThrownBy(() -> new TimeDecay(Duration.ZERO));
  }
}
