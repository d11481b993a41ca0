package dev.parallax.local.shop.check;

import com.fasterxml.jackson.databind.JsonNode;
import dev.parallax.local.http.SuiteClient;
import dev.parallax.local.shop.card.CardLife;
import dev.parallax.local.shop.card.CardPayment;
import dev.parallax.local.shop.card.CardPlan;
import dev.parallax.local.shop.score.Ranking;
import dev.parallax.local.shop.truth.DemoTruth;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Are frauds put before honest payments? Measured on the probabilities that the suite gave, one by
 * one, to card payments that came after its model was trained. Payments of web orders are left out:
 * they are all honest and easy, and would flatter the figures.
 */
final class FraudCheck {

  private static final double FLOOR_AUC = 0.75;
  private static final double FLOOR_PRECISION = 0.25;

  private FraudCheck() {}

  static List<Figure> of(SuiteClient suite, DemoTruth truth) throws IOException {
    Map<String, CardPayment> open = new HashMap<>();
    for (CardPayment payment : CardLife.of(CardPlan.of(truth.plan()))) {
      if (!payment.at().isBefore(truth.heldOutFrom())) {
        open.put(payment.id(), payment);
      }
    }
    int all = open.size();
    Ranking ranking = new Ranking();
    Pages.each(
        suite,
        "/v1/decisions",
        decision -> {
          JsonNode probability = decision.path("probability");
          CardPayment payment = open.remove(decision.path("transactionId").asText());
          if (payment != null && probability.isNumber()) {
            ranking.add(probability.asDouble(), payment.isFraud());
          } else if (payment != null) {
            open.put(payment.id(), payment);
          }
          return !open.isEmpty();
        });
    String basis =
        "%,d payments after training, %d of them fraud%s"
            .formatted(
                ranking.cases(),
                ranking.bad(),
                open.isEmpty() ? "" : "; %d of %d without a decision".formatted(open.size(), all));
    // Figures of some of the payments would be flattered by those that were hard to decide.
    boolean complete = open.isEmpty();
    double chance = (double) ranking.bad() / Math.max(1, ranking.cases());
    return List.of(
        new Figure(
            "fraud: area under ROC", complete ? ranking.auc() : Double.NaN, 0.5, FLOOR_AUC, basis),
        new Figure(
            "fraud: average precision",
            complete ? ranking.averagePrecision() : Double.NaN,
            chance,
            FLOOR_PRECISION,
            basis));
  }
}
