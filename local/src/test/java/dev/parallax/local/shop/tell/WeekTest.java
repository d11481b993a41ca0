package dev.parallax.local.shop.tell;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parallax.local.shop.ShopPlan;
import dev.parallax.local.shop.card.CardLife;
import dev.parallax.local.shop.card.CardPayment;
import dev.parallax.local.shop.card.CardPlan;
import dev.parallax.local.shop.life.Channel;
import dev.parallax.local.shop.life.Occurrence;
import dev.parallax.local.shop.life.ShopLife;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;

class WeekTest {

  private static final Instant END = Instant.parse("2026-03-01T00:00:00Z");
  private static final ShopPlan PLAN = new ShopPlan(1, 100, 60, END);
  private static final List<CardPayment> CARDS = CardLife.of(CardPlan.of(PLAN));
  private static final List<Occurrence> ORDERS =
      StreamSupport.stream(new ShopLife(PLAN).spliterator(), false)
          .filter(occurrence -> occurrence.channel() == Channel.TRANSACTION)
          .toList();

  private final List<Week> weeks = Week.cut(CARDS, ORDERS, END);

  @Test
  void weeksHoldEveryPaymentOnceInOrder() {
    assertThat(weeks).hasSize(9);
    assertThat(weeks.stream().flatMap(week -> week.cards().stream())).isEqualTo(CARDS);
    assertThat(weeks.stream().flatMap(week -> week.orders().stream())).isEqualTo(ORDERS);
  }

  @Test
  void theLastWeekEndsAtTheEnd() {
    assertThat(weeks.getLast().cards())
        .allMatch(payment -> !payment.at().isBefore(END.minus(Duration.ofDays(7))));
  }

  @Test
  void theLastPaymentsAreLeftForTheTill() {
    LiveDecisions live = LiveDecisions.split(weeks.subList(6, 9));
    int early = live.early().stream().mapToInt(week -> week.cards().size()).sum();

    assertThat(live.last()).isNotEmpty().endsWith(CARDS.getLast());
    assertThat(early + live.last().size())
        .isEqualTo(weeks.subList(6, 9).stream().mapToInt(week -> week.cards().size()).sum());
  }
}
