package dev.parallax.local.shop.card;

import dev.parallax.local.shop.chance.Chance;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.random.RandomGenerator.SplittableGenerator;
import java.util.stream.IntStream;

/**
 * Cards and terminals at random places of a square of 100 by 100; a card pays where it lives. Makes
 * the payments of one card, all honest: {@link FraudScheme} then spoils some.
 */
final class CardWorld {

  private static final double SIDE = 100;
  private static final double SECONDS = 86_400;
  private static final double NOON_SPREAD_SECONDS = 20_000;

  record Place(double x, double y) {
    static Place draw(RandomGenerator random) {
      return new Place(random.nextDouble(SIDE), random.nextDouble(SIDE));
    }

    double distance(Place other) {
      return Math.hypot(x - other.x, y - other.y);
    }
  }

  /**
   * @param meanAmount in major units
   * @param perDay mean number of payments a day
   * @param terminals numbers of those within reach
   */
  record Card(int number, double meanAmount, double perDay, int[] terminals) {}

  /** A payment before it has its id, which depends on its place in time. */
  record Draft(int card, int terminal, double amount, Instant at) {}

  private final CardPlan plan;
  private final SplittableGenerator random;
  private final List<Place> terminals = new ArrayList<>();

  CardWorld(CardPlan plan, SplittableGenerator random) {
    this.plan = plan;
    this.random = random;
    for (int i = 0; i < plan.terminals(); i++) {
      terminals.add(Place.draw(random));
    }
  }

  /** Every card's payments, card by card. */
  List<Draft> honest() {
    // The handbook's density: 78 terminals within reach is too many for a small world, so the
    // radius is chosen to reach about ten.
    double radius = SIDE * Math.sqrt(10 / (Math.PI * plan.terminals()));
    List<Draft> drafts = new ArrayList<>();
    for (int number = 0; number < plan.cards(); number++) {
      SplittableGenerator own = random.split();
      Card card = card(number, radius, own);
      for (int day = 0; card.terminals().length > 0 && day < plan.days(); day++) {
        day(card, day, own, drafts);
      }
    }
    return drafts;
  }

  private Card card(int number, double radius, RandomGenerator own) {
    Place home = Place.draw(own);
    int[] reachable =
        IntStream.range(0, terminals.size())
            .filter(i -> terminals.get(i).distance(home) < radius)
            .toArray();
    return new Card(number, own.nextDouble(5, 100), own.nextDouble(0, 4), reachable);
  }

  private void day(Card card, int day, RandomGenerator own, List<Draft> drafts) {
    int count = Chance.poisson(own, card.perDay());
    for (int i = 0; i < count; i++) {
      double second = own.nextGaussian(SECONDS / 2, NOON_SPREAD_SECONDS);
      if (second <= 0 || second >= SECONDS) {
        continue;
      }
      double amount = own.nextGaussian(card.meanAmount(), card.meanAmount() / 2);
      if (amount < 0) {
        amount = own.nextDouble(0, card.meanAmount() * 2);
      }
      int terminal = card.terminals()[own.nextInt(card.terminals().length)];
      Instant at = plan.start().plusMillis((long) ((day * SECONDS + second) * 1000));
      drafts.add(new Draft(card.number(), terminal, amount, at));
    }
  }
}
