package dev.parallax.local.shop.tell;

import com.fasterxml.jackson.databind.JsonNode;
import dev.parallax.local.http.SuiteClient;
import dev.parallax.local.report.ProgressBar;
import dev.parallax.local.shop.card.CardPayment;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * The shop's last payments are asked about one by one, as a till does that waits for the answer.
 *
 * @param early weeks without those
 * @param last the payments to ask about, by time
 */
public record LiveDecisions(List<Week> early, List<CardPayment> last) {

  private static final int COUNT = 400;

  public LiveDecisions {
    early = List.copyOf(early);
    last = List.copyOf(last);
  }

  /** Takes the last payments out of the last week. */
  public static LiveDecisions split(List<Week> weeks) {
    Week week = weeks.getLast();
    int from = Math.max(0, week.cards().size() - COUNT);
    List<Week> early = new ArrayList<>(weeks.subList(0, weeks.size() - 1));
    early.add(new Week(week.cards().subList(0, from), week.orders()));
    return new LiveDecisions(early, week.cards().subList(from, week.cards().size()));
  }

  /** Asks; one question at a time, since a card's payments must be judged in their order. */
  public void decide(SuiteClient suite, PrintWriter out) throws IOException {
    ProgressBar bar = new ProgressBar(out, "decisions at the till");
    Map<String, Integer> outcomes = new TreeMap<>();
    long[] micros = new long[last.size()];
    for (int i = 0; i < last.size(); i++) {
      long began = System.nanoTime();
      JsonNode decision = suite.post("/v1/decisions", last.get(i).body());
      micros[i] = (System.nanoTime() - began) / 1_000;
      outcomes.merge(decision.path("outcome").asText("none"), 1, Integer::sum);
      bar.at(i + 1, micros.length, "decided");
    }
    Arrays.sort(micros);
    bar.done(
        String.format(
            Locale.ROOT,
            "%s; p50 %.1f ms, p99 %.1f ms",
            outcomes,
            micros[micros.length / 2] / 1000.0,
            micros[micros.length * 99 / 100] / 1000.0));
  }
}
