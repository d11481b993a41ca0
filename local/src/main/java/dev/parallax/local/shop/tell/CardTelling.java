package dev.parallax.local.shop.tell;

import dev.parallax.local.http.SuiteClient;
import dev.parallax.local.report.ProgressBar;
import dev.parallax.local.shop.card.CardPayment;
import dev.parallax.local.shop.life.Occurrence;
import java.io.IOException;
import java.io.PrintWriter;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Tells payments as they come to a bank: week by week, and after each week the chargebacks of the
 * frauds in it. A chargeback carries the time at which it came, a week after the payment.
 */
public final class CardTelling {

  private static final Duration CHARGEBACK_DELAY = Duration.ofDays(7);

  private final SuiteClient suite;
  private final PrintWriter out;
  private final Instant now;
  private final long before;
  private long told;

  /**
   * @param out takes a progress bar
   * @param now chargebacks that would come later are not told
   * @param before decisions in the suite before the first payment was told
   */
  public CardTelling(SuiteClient suite, PrintWriter out, Instant now, long before) {
    this.suite = suite;
    this.out = out;
    this.now = now;
    this.before = before;
  }

  /** Tells the weeks in their order; returns when each of the payments has its decision. */
  public void tell(String phase, List<Week> weeks) throws IOException {
    ProgressBar bar = new ProgressBar(out, phase);
    long all = weeks.stream().mapToLong(Week::size).sum();
    long start = told;
    long chargebacks = 0;
    for (Week week : weeks) {
      pay(week);
      told += week.size();
      Settling.until(
          "a decision for each payment",
          () -> suite.get("/v1/fraud/counts").path("decisions").asLong() - before,
          told,
          decided -> bar.at(decided - start, all, "decided"));
      chargebacks += chargeBack(week);
    }
    bar.done("%,d payments decided, %,d chargebacks".formatted(all, chargebacks));
  }

  private void pay(Week week) throws IOException {
    record Sent(Instant at, Map<String, Object> body) {}
    List<Sent> all = new ArrayList<>();
    for (CardPayment payment : week.cards()) {
      all.add(new Sent(payment.at(), payment.body()));
    }
    for (Occurrence order : week.orders()) {
      all.add(new Sent(order.at(), order.body()));
    }
    all.sort(Comparator.comparing(Sent::at));
    try (Teller teller = new Teller(suite, count -> {})) {
      Tray tray = new Tray(teller, Door.TRANSACTIONS);
      for (Sent sent : all) {
        tray.add(sent.body());
      }
      tray.send();
      teller.flush();
    }
  }

  private long chargeBack(Week week) throws IOException {
    long count = 0;
    try (Teller teller = new Teller(suite, accepted -> {})) {
      Tray tray = new Tray(teller, Door.LABELS);
      for (CardPayment payment : week.cards()) {
        Instant at = payment.at().plus(CHARGEBACK_DELAY);
        if (payment.isFraud() && at.isBefore(now)) {
          count++;
          Map<String, Object> label = new LinkedHashMap<>();
          label.put("transactionId", payment.id());
          label.put("fraud", true);
          label.put("origin", "chargeback");
          label.put("labelledAt", at.toString());
          tray.add(label);
        }
      }
      tray.send();
      teller.flush();
    }
    return count;
  }
}
