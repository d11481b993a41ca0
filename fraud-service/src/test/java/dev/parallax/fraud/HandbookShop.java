package dev.parallax.fraud;

import dev.parallax.contracts.transaction.TransactionRecorded;
import dev.parallax.fraud.feature.Payment;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;

/**
 * Payments with frauds of the three kinds of the ULB "Fraud Detection Handbook", chapter 3: amounts
 * above a threshold, terminals compromised for 28 days, cards stolen for 14 days that pay five
 * times as much in a third of their transactions. Same seed, same shop.
 */
public final class HandbookShop {
  private final int firstDay;
  private static final double THRESHOLD = 220;

  private final Random random;
  private final int cards;
  private final int terminals;
  private final int days;
  private final Map<Integer, Set<Integer>> compromised = new HashMap<>();
  private final Map<Integer, Set<Integer>> stolen = new HashMap<>();

  /** A payment and the truth about it. */
  public record Truth(Payment payment, boolean fraud) {
    /** The payment as it is on the log. */
    public TransactionRecorded recorded(String idPrefix) {
      Instant at = Instant.ofEpochSecond(payment.epochSecond());
      return new TransactionRecorded(
          idPrefix + payment.id(),
          null,
          payment.account(),
          null,
          BigDecimal.valueOf(payment.amount()),
          "EUR",
          payment.terminal(),
          payment.device(),
          payment.country(),
          payment.channel(),
          null,
          at,
          at,
          "test");
    }
  }

  public HandbookShop(long seed, int cards, int terminals, int days, int firstDay) {
    this.random = new Random(seed);
    this.cards = cards;
    this.terminals = terminals;
    this.days = days;
    this.firstDay = firstDay;
  }

  /** In the order of time. */
  public List<Truth> payments() {
    for (int day = 0; day < days; day++) {
      if (day % 2 == 0) {
        plan(compromised, day, 28, random.nextInt(terminals));
      }
      plan(stolen, day, 14, random.nextInt(cards));
    }
    List<Truth> all = new ArrayList<>();
    for (int card = 0; card < cards; card++) {
      live(card, all);
    }
    all.sort(Comparator.comparingLong(t -> t.payment().epochSecond()));
    return all;
  }

  private void plan(Map<Integer, Set<Integer>> plan, int from, int length, int who) {
    for (int day = from; day < from + length; day++) {
      plan.computeIfAbsent(day, d -> new HashSet<>()).add(who);
    }
  }

  private void live(int card, List<Truth> all) {
    double mean = 5 + 95 * random.nextDouble();
    double perDay = 4 * random.nextDouble();
    int[] nearby = random.ints(12, 0, terminals).toArray();
    for (int day = 0; day < days; day++) {
      int payments = poisson(perDay);
      for (int i = 0; i < payments; i++) {
        all.add(pay(card, day, nearby[random.nextInt(nearby.length)], mean, all.size()));
      }
    }
  }

  private Truth pay(int card, int day, int terminal, double mean, int number) {
    double amount = mean + mean / 2 * random.nextGaussian();
    amount = amount < 0 ? 2 * mean * random.nextDouble() : amount;
    boolean outlier = amount > THRESHOLD;
    boolean hot = compromised.getOrDefault(day, Set.of()).contains(terminal);
    boolean thief = stolen.getOrDefault(day, Set.of()).contains(card) && random.nextInt(3) == 0;
    amount = thief ? amount * 5 : amount;
    double second = Math.clamp(43_200 + 20_000 * random.nextGaussian(), 0, 86_399);
    long time = (firstDay + day) * 86_400L + (long) second;
    double cents = Math.round(amount * 100) / 100.0;
    Payment payment =
        new Payment(
            "t" + number, "k_" + card, cents, "T" + terminal, "d_" + card, "DE", "in-store", time);
    return new Truth(payment, outlier || hot || thief);
  }

  private int poisson(double mean) {
    double limit = Math.exp(-mean);
    int count = 0;
    for (double product = random.nextDouble(); product > limit; product *= random.nextDouble()) {
      count++;
    }
    return count;
  }
}
