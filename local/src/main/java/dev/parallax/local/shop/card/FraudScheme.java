package dev.parallax.local.shop.card;

import dev.parallax.local.shop.chance.Chance;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;

/** When which terminal is compromised and which card is stolen, and what that does to payments. */
final class FraudScheme {

  private static final double OUTLIER = 220;
  private static final Duration COMPROMISED = Duration.ofDays(28);
  private static final Duration STOLEN = Duration.ofDays(14);

  /** The handbook's two of 10,000 terminals and three of 5,000 cards, every day. */
  private static final double TERMINALS_A_DAY = 2.0 / 10_000;

  private static final double CARDS_A_DAY = 3.0 / 5_000;
  private static final double SPOILT = 1.0 / 3;
  private static final double TIMES = 5;

  private record Spell(Instant from, Instant to) {
    boolean covers(Instant at) {
      return !at.isBefore(from) && at.isBefore(to);
    }
  }

  private final String prefix;
  private final RandomGenerator random;
  private final List<List<Spell>> terminals;
  private final List<List<Spell>> cards;

  FraudScheme(CardPlan plan, RandomGenerator random) {
    this.prefix = plan.prefix();
    this.random = random;
    this.terminals = spells(plan, plan.terminals(), TERMINALS_A_DAY, COMPROMISED);
    this.cards = spells(plan, plan.cards(), CARDS_A_DAY, STOLEN);
  }

  private List<List<Spell>> spells(CardPlan plan, int count, double rate, Duration length) {
    List<List<Spell>> spells = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      spells.add(new ArrayList<>());
    }
    for (int day = 0; day < plan.days(); day++) {
      double expected = count * rate;
      int hit = (int) expected + (Chance.happens(random, expected % 1) ? 1 : 0);
      Instant from = plan.start().plus(Duration.ofDays(day));
      for (int i = 0; i < hit; i++) {
        spells.get(random.nextInt(count)).add(new Spell(from, from.plus(length)));
      }
    }
    return spells;
  }

  /** The payment as it was made in the end, honest or not. The order of calls matters. */
  CardPayment judge(CardWorld.Draft draft, String id) {
    double amount = draft.amount();
    FraudKind fraud = amount > OUTLIER ? FraudKind.AMOUNT : null;
    if (covered(terminals.get(draft.terminal()), draft.at())) {
      fraud = FraudKind.TERMINAL;
    }
    if (covered(cards.get(draft.card()), draft.at()) && Chance.happens(random, SPOILT)) {
      amount *= TIMES;
      fraud = FraudKind.CARD;
    }
    return new CardPayment(
        id,
        prefix + "card%05d".formatted(draft.card()),
        "till-%05d".formatted(draft.terminal()),
        Math.max(1, (int) Math.round(amount * 100)),
        draft.at(),
        fraud);
  }

  private static boolean covered(List<Spell> spells, Instant at) {
    return spells.stream().anyMatch(spell -> spell.covers(at));
  }
}
