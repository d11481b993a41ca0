package dev.parallax.fraud.feature;

import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** The features as their definitions read, over the list of all payments before. */
final class BruteForce {
  private final List<Payment> before;
  private final Set<String> frauds;

  BruteForce(List<Payment> before, Set<String> frauds) {
    this.before = before;
    this.frauds = frauds;
  }

  double[] vector(Payment p) {
    List<Payment> card = before.stream().filter(b -> b.account().equals(p.account())).toList();
    List<Payment> spent = card.stream().filter(b -> b.amount() > 0).toList();
    List<Payment> hour = in(spent, b -> b.epochSecond() > p.epochSecond() - 3600);
    List<Payment> day = in(spent, b -> b.epochSecond() > p.epochSecond() - 86_400);
    List<Payment> week = in(spent, b -> b.day() > p.day() - 7);
    List<Payment> month = in(spent, b -> b.day() > p.day() - 30);
    Payment last = card.stream().max(Comparator.comparing(Payment::epochSecond)).orElse(null);
    double amount = Math.max(0, p.amount());
    long hourOfDay = Math.floorMod(p.epochSecond(), 86_400L) / 3600;
    int weekday = (int) ((p.day() + 3L) % 7);
    return new double[] {
      amount,
      ratio(amount, day),
      ratio(amount, week),
      ratio(amount, month),
      score(amount, week),
      score(amount, month),
      week.isEmpty() ? 1 : ratio(mean(week), month),
      hour.size(),
      day.size(),
      week.size(),
      month.size(),
      last == null ? 30 * 86_400 : Math.min(30 * 86_400, p.epochSecond() - last.epochSecond()),
      hourOfDay < 6 ? 1 : 0,
      weekday >= 5 ? 1 : 0,
      card.isEmpty() ? 1 : 0,
      isNew(p.terminal(), card.stream().map(Payment::terminal)),
      isNew(p.device(), card.stream().map(Payment::device)),
      otherCountry(p, card),
      "online".equals(p.channel()) ? 1 : 0,
      terminal(p, 1).size(),
      terminal(p, 7).size(),
      terminal(p, 30).size(),
      rate(terminal(p, 1)),
      rate(terminal(p, 7)),
      rate(terminal(p, 30)),
      card.stream()
          .filter(b -> frauds.contains(b.id()))
          .filter(b -> b.day() <= p.day() - 7 && b.day() > p.day() - 37)
          .count(),
      before.stream()
          .filter(b -> p.device() != null && p.device().equals(b.device()))
          .filter(b -> b.day() > p.day() - 7 && !b.account().equals(p.account()))
          .map(Payment::account)
          .distinct()
          .count()
    };
  }

  private List<Payment> terminal(Payment p, int days) {
    return before.stream()
        .filter(b -> p.terminal() != null && p.terminal().equals(b.terminal()))
        .filter(b -> b.day() <= p.day() - 7 && b.day() > p.day() - 7 - days)
        .toList();
  }

  private double rate(List<Payment> payments) {
    double known = payments.stream().filter(b -> frauds.contains(b.id())).count();
    return payments.isEmpty() ? 0 : known / payments.size();
  }

  private static double isNew(String value, Stream<String> past) {
    List<String> known = past.filter(Objects::nonNull).toList();
    return value != null && !known.isEmpty() && !known.contains(value) ? 1 : 0;
  }

  /** The last country known, not the last payment's, which may not tell. */
  private static double otherCountry(Payment p, List<Payment> card) {
    String last =
        card.stream()
            .map(Payment::country)
            .filter(Objects::nonNull)
            .reduce((a, b) -> b)
            .orElse(null);
    return p.country() != null && last != null && !last.equals(p.country()) ? 1 : 0;
  }

  private static double ratio(double amount, List<Payment> past) {
    return past.isEmpty() ? 1 : (amount + 1) / (mean(past) + 1);
  }

  private static double score(double amount, List<Payment> past) {
    if (past.size() < 2) {
      return 0;
    }
    double mean = mean(past);
    double variance =
        past.stream()
            .mapToDouble(b -> (b.amount() - mean) * (b.amount() - mean))
            .average()
            .orElse(0);
    double spread = Math.max(Math.sqrt(variance), 0.1 * mean + 0.01);
    return Math.clamp((amount - mean) / spread, -50, 50);
  }

  private static double mean(List<Payment> payments) {
    return payments.stream().mapToDouble(Payment::amount).average().orElse(0);
  }

  private static List<Payment> in(List<Payment> payments, Predicate<Payment> window) {
    return payments.stream().filter(window).toList();
  }
}
