package dev.parallax.recommendation.guardrail;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parallax.recommendation.statistics.Rate;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class GuardrailsTest {
  private static final Rate.Sums NOBODY = new Rate.Sums(0, 0, 0, 0, 0, 0);

  private final Guardrails guardrails =
      new Guardrails(
          new GuardrailConfig() {
            @Override
            public double heldBack() {
              return 0.1;
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
          });

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

  private List<String> broken(Guardrails.Side former, Guardrails.Side now) {
    return guardrails.judge(former, now).stream()
        .filter(Guardrails.Finding::broken)
        .map(Guardrails.Finding::guardrail)
        .toList();
  }

  @Test
  void fewerClicksThanByChanceBreakAndMoreNever() {
    assertThat(broken(side(300, 120), side(3000, 300))).containsExactly("click-through");
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
        .containsExactly("empty answers");
    assertThat(broken(answering(200, 1, 0), answering(2000, 12, 2000)))
        .containsExactly("failed answers");
    assertThat(broken(answering(200, 1, 1), answering(2000, 12, 9))).isEmpty();
  }

  @Test
  void whatIsFoundIsSaidInWords() {
    assertThat(guardrails.judge(side(300, 120), side(3000, 300)).getFirst().words())
        .startsWith("click-through 1.000 % against 4.000 % of the former model (chance ");
  }
}
