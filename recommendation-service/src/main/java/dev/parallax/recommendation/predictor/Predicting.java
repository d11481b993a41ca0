package dev.parallax.recommendation.predictor;

import com.fasterxml.jackson.databind.JsonNode;
import dev.parallax.contracts.profile.Purpose;
import dev.parallax.kit.consent.ConsentPolicy;
import dev.parallax.kit.problem.Problems;
import dev.parallax.kit.pseudonym.Pseudonyms;
import dev.parallax.learning.predictor.Algorithm;
import dev.parallax.learning.predictor.Prediction;
import dev.parallax.learning.predictor.Predictor;
import dev.parallax.learning.table.Table;
import dev.parallax.learning.table.TableException;
import dev.parallax.recommendation.customer.CustomerState;
import dev.parallax.recommendation.customer.CustomerStates;
import io.quarkiverse.resteasy.problem.HttpProblem;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Answers of one or many, from the model that serves. */
@ApplicationScoped
class Predicting {
  /** Exact contributions of 200 deep trees take up to 0.3 s a row. */
  private static final int MOST_EXPLAINED_BY_FOREST = 100;

  private final ServingPredictors serving;
  private final CustomerTables customers;
  private final CustomerStates states;
  private final Pseudonyms pseudonyms;
  private final ConsentPolicy consent;
  private final PredictorConfig config;
  private final Clock clock;

  Predicting(
      ServingPredictors serving,
      CustomerTables customers,
      CustomerStates states,
      Pseudonyms pseudonyms,
      ConsentPolicy consent,
      PredictorConfig config,
      Clock clock) {
    this.serving = serving;
    this.customers = customers;
    this.states = states;
    this.pseudonyms = pseudonyms;
    this.consent = consent;
    this.config = config;
    this.clock = clock;
  }

  PredictionAnswer answer(String name, JsonNode body) {
    Asked asked = Asked.read(body, config.mostRowsInCall());
    ServingPredictors.Serving model = serving.require(name);
    int wanted = Math.max(asked.rows().size(), asked.users().size());
    if (asked.explain()
        && wanted > MOST_EXPLAINED_BY_FOREST
        && model.predictor().algorithm() == Algorithm.RANDOM_FOREST) {
      throw Problems.invalid(
          "explain",
          "must be false for more than %d at once, since a random forest takes long to explain; send them as a file"
              .formatted(MOST_EXPLAINED_BY_FOREST));
    }
    return asked.users().isEmpty() ? ofRows(name, model, asked) : ofUsers(name, model, asked);
  }

  private static PredictionAnswer ofRows(
      String name, ServingPredictors.Serving model, Asked asked) {
    Predictor predictor = model.predictor();
    try {
      Table table = predictor.schema().table(asked.rows(), model.ignored(), asked.prefix());
      List<PredictionAnswer.Item> items =
          predictor.predict(table, asked.explain()).stream()
              .map(prediction -> PredictionAnswer.Item.of(null, prediction))
              .toList();
      return PredictionAnswer.of(name, model, items);
    } catch (TableException e) {
      throw Tables.refused(e);
    }
  }

  private PredictionAnswer ofUsers(String name, ServingPredictors.Serving model, Asked asked) {
    Predictor predictor = model.predictor();
    if (!model.ofCustomers()) {
      throw Problems.invalid(
          "userId", "is for predictors of data customers; send this one rows of its columns");
    }
    List<CustomerState> asking =
        states.findAll(asked.users().stream().map(pseudonyms::customerCandidates).toList());
    List<String> cids = asking.stream().map(CustomerState::cid).distinct().toList();
    CustomerTables.Rows rows = customers.of(cids, clock.instant());
    List<Prediction> predictions =
        predictor.predict(
            predictor.schema().aligned(new Table(rows.columns(), rows.cids().size())),
            asked.explain());
    Map<String, Prediction> byCid = new HashMap<>();
    for (int i = 0; i < predictions.size(); i++) {
      byCid.put(rows.cids().get(i), predictions.get(i));
    }
    if (asking.size() == 1 && byCid.isEmpty()) {
      throw nothingOf(asking.getFirst());
    }
    return PredictionAnswer.of(
        name,
        model,
        cids.stream()
            .filter(byCid::containsKey)
            .map(cid -> PredictionAnswer.Item.of(cid, byCid.get(cid)))
            .toList());
  }

  /** Of many, those who did not agree or are unknown are left out; of one, it is said. */
  private HttpProblem nothingOf(CustomerState customer) {
    boolean agreed = consent.answer(Purpose.PERSONALIZATION, customer.personalization());
    boolean known = customer.personalization() != null || customers.isKnown(customer.cid());
    return known && !agreed
        ? Problems.conflict(
            "no-personalization-consent",
            "nothing may be predicted of this customer, who has not agreed to personalization")
        : Problems.notFound(
            "unknown-customer",
            "userId",
            "names nobody of whom anything is known that may be analysed");
  }
}
