package dev.parallax.recommendation.guardrail;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parallax.contracts.Phrase;
import dev.parallax.recommendation.statistics.Rate;
import java.time.Duration;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class GuardrailsTest {
  private static final int WORLDS = 1_000;
  private static final int LOOKS = 20;
  private static final int EACH_LOOK = 100;
  private static final Rate.Sums NOBODY = new Rate.Sums(0, 0, 0, 0, 0, 0);

  private static final GuardrailConfig CONFIG =
      new GuardrailConfig() {
        @Override
        public double heldBack() {
          return 0.1;
        }

        @Override
        public boolean experiments() {
          return true;
        }

        @Override
        public Duration length() {
          return Duration.ofDays(7);
        }

        @Override
        public double significance() {
          return 0.01;
        }

        @Override
        public double likelyDifference() {
          return 0.02;
        }

        @Override
        public int fewestCustomers() {
          return 100;
        }

        @Override
        public int fewestAnswers() {
          return 100;
        }
      };

  private final Guardrails guardrails = new Guardrails(CONFIG, 1);

  /** So many customers with ten items each, so many of whom clicked one. */
  private static Rate.Sums sums(double customers, double clicked) {
    return new Rate.Sums(
        customers, customers * 10, customers * 100, clicked, clicked, clicked * 10);
  }

  private static Guardrails.Side side(double customers, double clicked) {
    return new Guardrails.Side(
        sums(customers, clicked), sums(customers, 0), Guardrails.Answers.NONE);
  }

  private static Guardrails.Side answering(long answers, long empty, long failed) {
    return new Guardrails.Side(NOBODY, NOBODY, new Guardrails.Answers(answers, empty, failed));
  }

  private List<Guardrail> broken(Guardrails.Side former, Guardrails.Side now) {
    return guardrails.judge(former, now).stream()
        .filter(Finding::broken)
        .map(Finding::guardrail)
        .toList();
  }

  @Test
  void fewerClicksThanByChanceBreakAndMoreNever() {
    assertThat(broken(side(300, 120), side(3000, 300))).containsExactly(Guardrail.CLICK_THROUGH);
    assertThat(broken(side(300, 120), side(3000, 1190))).isEmpty();
    assertThat(broken(side(300, 30), side(3000, 1200))).isEmpty();
  }

  @Test
  void nothingIsSaidOfFew() {
    assertThat(broken(side(99, 99), side(3000, 0))).isEmpty();
    assertThat(guardrails.judge(side(99, 99), side(3000, 0)).getFirst().difference()).isNull();
  }

  @Test
  void emptyAndFailedAnswersBreak() {
    assertThat(broken(answering(200, 0, 0), answering(2000, 400, 0)))
        .containsExactly(Guardrail.EMPTY_ANSWERS);
    assertThat(broken(answering(200, 1, 0), answering(2000, 12, 2000)))
        .containsExactly(Guardrail.FAILED_ANSWERS);
    assertThat(broken(answering(200, 1, 1), answering(2000, 12, 9))).isEmpty();
  }

  @Test
  void whatIsFoundIsSaidInWords() {
    Phrase words =
        guardrails
            .judge(side(300, 120), side(3000, 300))
            .getFirst()
            .words(new Phrase("the former model", "原模型"));
    assertThat(words.en())
        .startsWith("click-through 1.000 % against 4.000 % of the former model (chance ");
    assertThat(words.zh()).startsWith("点击率为 1.000 %，而原模型为 4.000 %（偶然概率 ");
  }

  @Test
  void ofInterleavedListsTheSecondMustNotLoseFarMoreThanHalf() {
    Finding lost = guardrails.preference(new Rate.Sums(400, 400, 400, 120, 120, 120));
    assertThat(lost.broken()).isTrue();
    assertThat(lost.words(new Phrase("usual", "usual")).en())
        .startsWith("preference 30.000 % against 70.000 % of usual (chance ");
    assertThat(guardrails.preference(new Rate.Sums(400, 400, 400, 190, 190, 190)).broken())
        .isFalse();
    assertThat(guardrails.preference(new Rate.Sums(400, 400, 400, 280, 280, 280)).broken())
        .isFalse();
    assertThat(guardrails.preference(new Rate.Sums(90, 90, 90, 0, 0, 0)).broken()).isFalse();
  }

  @Test
  void whatIsJustEnoughForOneArmIsNotForOneOfFour() {
    int clicked = 1200;
    while (broken(side(300, 120), side(3000, clicked)).isEmpty()) {
      clicked--;
    }
    assertThat(new Guardrails(CONFIG, 4).judge(side(300, 120), side(3000, clicked)))
        .noneMatch(Finding::broken);
  }

  /** Each look adds customers; nobody tells arms apart, and yet one is behind at some time. */
  @Test
  void fourArmsThatAreAlikeLookedAtAgainAndAgainBreakNoMoreOftenThanTheSignificanceSays() {
    assertThat(worldsBroken(4)).isLessThan(0.01 + 3 * Math.sqrt(0.01 * 0.99 / WORLDS));
  }

  private static double worldsBroken(int arms) {
    Guardrails shared = new Guardrails(CONFIG, arms);
    SplittableRandom random = new SplittableRandom(11);
    int broken = 0;
    for (int world = 0; world < WORLDS; world++) {
      int[] clicked = new int[arms + 1];
      boolean once = false;
      for (int look = 1; look <= LOOKS && !once; look++) {
        for (int arm = 0; arm < clicked.length; arm++) {
          for (int customer = 0; customer < EACH_LOOK; customer++) {
            clicked[arm] += random.nextDouble() < 0.3 ? 1 : 0;
          }
        }
        Guardrails.Side first = side(look * EACH_LOOK, clicked[0]);
        for (int arm = 1; arm < clicked.length; arm++) {
          once |= shared.judge(first, side(look * EACH_LOOK, clicked[arm])).getFirst().broken();
        }
      }
      broken += once ? 1 : 0;
    }
    return (double) broken / WORLDS;
  }
}
