package dev.parallax.fraud.rule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parallax.contracts.Phrase;
import dev.parallax.contracts.fraud.Outcome;
import dev.parallax.contracts.transaction.TransactionRecorded;
import dev.parallax.fraud.feature.Feature;
import dev.parallax.kit.condition.ConditionInvalidException;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RuleCompilerTest {
  private static final RuleCompiler COMPILER = new RuleCompiler();
  private static final TransactionRecorded TRANSACTION =
      new TransactionRecorded(
          "t",
          null,
          "k_1",
          "purchase",
          new BigDecimal("99"),
          "EUR",
          "T1",
          null,
          "DE",
          "online",
          null,
          Instant.parse("2026-03-01T23:15:00Z"),
          Instant.parse("2026-03-01T23:15:00Z"),
          "test");

  @ParameterizedTest
  @ValueSource(
      strings = {
        "amount == 99.0",
        "amount > 98",
        "cardCount1h >= 3 && newTerminal",
        "hour >= 23",
        "country in ['DE', 'FR'] && channel == 'online' && device == ''",
        "terminal.startsWith('T') && currency == 'EUR' && kind != 'refund'",
        "!night || weekend"
      })
  void conditionsOverFeaturesAndTextsFire(String expression) {
    assertThat(fired(expression)).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"amount > 99.0", "cardCount1h > 3", "country == ''"})
  void conditionsThatDoNotHoldDoNotFire(String expression) {
    assertThat(fired(expression)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "amount",
        "1",
        "nonsense > 1.0",
        "amount >",
        "[1, 2].all(x, x > 0)",
        "amount == 'x'"
      })
  void whatIsNoConditionIsRefused(String expression) {
    assertThatThrownBy(() -> COMPILER.compile(rule(expression)))
        .isInstanceOf(ConditionInvalidException.class);
  }

  @Test
  void mistakeIsGivenWithItsPlace() {
    assertThatThrownBy(() -> COMPILER.compile(rule("amount > 1.0 &&\n  amuont > 2.0")))
        .hasMessageContaining("line 2, column 3")
        .hasMessageContaining("amuont");
  }

  @Test
  void ruleThatFailsCountsAsNotFiredAndIsReported() {
    List<Rule> failed = new ArrayList<>();
    RuleSet rules =
        new RuleSet(
            List.of(
                COMPILER.compile(rule("1 / (cardCount1h - 3) > 0")),
                COMPILER.compile(rule("amount > 1.0"))));

    assertThat(rules.fired(TRANSACTION, vector(), failed::add)).hasSize(1);
    assertThat(failed).hasSize(1);
  }

  @Test
  void ruleNeverAllows() {
    assertThatThrownBy(
            () ->
                new Rule(
                    "allow", "true", Outcome.APPROVE, new Phrase("a", "b"), true, Instant.EPOCH))
        .hasMessageStartingWith("outcome");
  }

  private static List<Rule> fired(String expression) {
    return new RuleSet(List.of(COMPILER.compile(rule(expression))))
        .fired(TRANSACTION, vector(), rule -> {});
  }

  private static double[] vector() {
    double[] vector = new double[Feature.count()];
    Arrays.fill(vector, 1);
    vector[Feature.AMOUNT.ordinal()] = 99;
    vector[Feature.CARD_COUNT_1H.ordinal()] = 3;
    return vector;
  }

  private static Rule rule(String expression) {
    return new Rule(
        "test", expression, Outcome.REVIEW, new Phrase("test", "测试"), true, Instant.EPOCH);
  }
}
