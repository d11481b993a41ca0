package dev.parallax.local.shop.card;

import dev.parallax.local.shop.chance.Chance;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.random.RandomGenerator.SplittableGenerator;

/** All card payments of a plan, by time. */
public final class CardLife {

  private static final Comparator<CardWorld.Draft> BY_TIME =
      Comparator.comparing(CardWorld.Draft::at)
          .thenComparingInt(CardWorld.Draft::card)
          .thenComparingInt(CardWorld.Draft::terminal);

  private CardLife() {}

  /** The same list for the same plan. */
  public static List<CardPayment> of(CardPlan plan) {
    SplittableGenerator random = Chance.root(plan.seed() ^ 0xCA4D5L);
    List<CardWorld.Draft> drafts = new ArrayList<>(new CardWorld(plan, random.split()).honest());
    drafts.sort(BY_TIME);
    FraudScheme scheme = new FraudScheme(plan, random.split());
    List<CardPayment> payments = new ArrayList<>(drafts.size());
    for (CardWorld.Draft draft : drafts) {
      payments.add(scheme.judge(draft, "%sp%d".formatted(plan.prefix(), payments.size())));
    }
    return payments;
  }
}
