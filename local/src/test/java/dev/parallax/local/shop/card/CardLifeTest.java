package dev.parallax.local.shop.card;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parallax.local.shop.ShopPlan;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class CardLifeTest {

  private static final Instant END = Instant.parse("2026-03-01T00:00:00Z");
  private static final CardPlan PLAN = CardPlan.of(new ShopPlan(42, 2000, 365, END));
  private static final List<CardPayment> LIFE = CardLife.of(PLAN);

  @Test
  void theSamePlanGivesTheSamePayments() {
    assertThat(CardLife.of(PLAN)).isEqualTo(LIFE);
  }

  @Test
  void paymentsAreInOrderInTheirTimeAndUnique() {
    assertThat(LIFE)
        .isSortedAccordingTo(Comparator.comparing(CardPayment::at))
        .allMatch(p -> !p.at().isBefore(PLAN.start()) && p.at().isBefore(END));
    assertThat(LIFE).extracting(CardPayment::id).doesNotHaveDuplicates();
  }

  @Test
  void aboutOnePercentIsFraudOfThreeKinds() {
    Map<FraudKind, Long> frauds =
        LIFE.stream()
            .filter(CardPayment::isFraud)
            .collect(Collectors.groupingBy(CardPayment::fraud, Collectors.counting()));
    double rate = frauds.values().stream().mapToLong(n -> n).sum() / (double) LIFE.size();

    System.out.printf("%d card payments, %.2f %% fraud: %s%n", LIFE.size(), rate * 100, frauds);
    assertThat(rate).isBetween(0.005, 0.02);
    assertThat(frauds).containsOnlyKeys(FraudKind.values());
  }

  @Test
  void everyAmountAboveTheThresholdIsFraud() {
    assertThat(LIFE).filteredOn(p -> p.amountMinor() > 22_000).allMatch(CardPayment::isFraud);
    assertThat(LIFE)
        .filteredOn(p -> p.fraud() == FraudKind.AMOUNT)
        .allMatch(p -> p.amountMinor() > 22_000);
  }

  @Test
  void aCompromisedTerminalTakesOnlyFraudForFourWeeks() {
    Map<String, List<CardPayment>> spoilt =
        LIFE.stream()
            .filter(p -> p.fraud() == FraudKind.TERMINAL)
            .collect(Collectors.groupingBy(CardPayment::terminal));

    spoilt.forEach(
        (terminal, frauds) -> {
          Instant from = frauds.getFirst().at();
          Instant to = frauds.getLast().at();
          assertThat(LIFE)
              .filteredOn(p -> p.terminal().equals(terminal))
              .filteredOn(p -> !p.at().isBefore(from) && !p.at().isAfter(to))
              .filteredOn(p -> Duration.between(from, to).toDays() < 28)
              .allMatch(CardPayment::isFraud);
        });
    assertThat(spoilt).isNotEmpty();
  }

  @Test
  void aStolenCardIsSpoiltForNoMoreThanTwoWeeksAndNotAlways() {
    Map<String, List<CardPayment>> spoilt =
        LIFE.stream()
            .filter(p -> p.fraud() == FraudKind.CARD)
            .collect(Collectors.groupingBy(CardPayment::account));
    long once =
        spoilt.values().stream()
            .filter(p -> Duration.between(p.getFirst().at(), p.getLast().at()).toHours() <= 14 * 24)
            .count();

    // A card can be stolen twice, but hardly ever is.
    assertThat(once).isGreaterThanOrEqualTo(spoilt.size() * 9L / 10);
    String card = spoilt.keySet().stream().sorted().findFirst().orElseThrow();
    assertThat(LIFE).filteredOn(p -> p.account().equals(card)).anyMatch(p -> !p.isFraud());
  }

  @Test
  void theTruthIsNotInWhatIsSent() {
    CardPayment fraud = LIFE.stream().filter(CardPayment::isFraud).findFirst().orElseThrow();

    assertThat(fraud.body())
        .containsOnlyKeys(
            "id", "account", "amount", "currency", "occurredAt", "terminal", "channel", "kind");
  }
}
