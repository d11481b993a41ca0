package dev.parallax.fraud.score;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parallax.fraud.HandbookShop;
import dev.parallax.fraud.feature.CardState;
import dev.parallax.fraud.feature.DeviceState;
import dev.parallax.fraud.feature.Feature;
import dev.parallax.fraud.feature.Features;
import dev.parallax.fraud.feature.Fingerprint;
import dev.parallax.fraud.feature.Payment;
import dev.parallax.fraud.feature.TerminalState;
import dev.parallax.learning.evaluation.RankingMetrics;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class HandbookFraudTest {
  private static final int CARDS = 600;
  private static final int TERMINALS = 800;
  private static final int DAYS = 150;
  private static final int FIRST_DAY = 20_000;

  @Test
  void modelPutsTheThreeKindsOfFraudFirst() {
    List<HandbookShop.Truth> truths =
        new HandbookShop(7, CARDS, TERMINALS, DAYS, FIRST_DAY).payments();
    LabelledVectors past = new LabelledVectors();
    LabelledVectors future = new LabelledVectors();
    split(truths, past, future);

    LogisticModel model = new LogisticTrainer(1).train(past, 1, "handbook");

    LogisticScore score = model.score();
    double[] probabilities = new double[future.size()];
    double[] amounts = new double[future.size()];
    boolean[] frauds = new boolean[future.size()];
    for (int i = 0; i < frauds.length; i++) {
      probabilities[i] = score.probability(future.vector(i));
      amounts[i] = Feature.AMOUNT.of(future.vector(i));
      frauds[i] = future.isFraud(i);
    }
    double prevalence = (double) future.frauds() / future.size();
    double auc = RankingMetrics.areaUnderRoc(probabilities, frauds);
    double precision = RankingMetrics.averagePrecision(probabilities, frauds);
    assertThat(auc).isGreaterThan(0.85);
    assertThat(auc).isGreaterThan(RankingMetrics.areaUnderRoc(amounts, frauds) + 0.1);
    assertThat(precision).isGreaterThan(0.7).isGreaterThan(10 * prevalence);
    assertThat(precision).isGreaterThan(RankingMetrics.averagePrecision(amounts, frauds) + 0.3);
    assertThat(RankingMetrics.expectedOverObserved(probabilities, frauds)).isBetween(0.8, 1.25);
  }

  private static void split(
      List<HandbookShop.Truth> truths, LabelledVectors past, LabelledVectors future) {
    Map<String, CardState> cards = new HashMap<>();
    Map<String, TerminalState> terminals = new HashMap<>();
    Map<String, DeviceState> devices = new HashMap<>();
    for (HandbookShop.Truth truth : truths) {
      Payment payment = truth.payment();
      CardState card = cards.computeIfAbsent(payment.account(), k -> new CardState());
      TerminalState terminal =
          terminals.computeIfAbsent(payment.terminal(), k -> new TerminalState());
      DeviceState device = devices.computeIfAbsent(payment.device(), k -> new DeviceState());
      double[] vector = Features.of(payment, card, terminal, device);
      int day = payment.day() - FIRST_DAY;
      if (day >= 40) {
        (day < 110 ? past : future).add(vector, truth.fraud());
      }
      card.record(payment);
      terminal.record(payment.day(), payment.amount());
      device.record(payment.day(), Fingerprint.of(payment.account()));
      if (truth.fraud()) {
        long transaction = Fingerprint.of(payment.id());
        card.label(payment.day(), transaction, true);
        terminal.label(payment.day(), transaction, true);
      }
    }
  }
}
