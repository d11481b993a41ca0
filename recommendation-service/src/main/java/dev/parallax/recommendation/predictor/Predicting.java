package dev.parallax.recommendation.predictor;

import com.fasterxml.jackson.databind.JsonNode;
import dev.parallax.contracts.profile.Purpose;
import dev.parallax.kit.consent.ConsentPolicy;
import dev.parallax.kit.problem.FieldError;
import dev.parallax.kit.problem.Problems;
import dev.parallax.kit.pseudonym.Pseudonyms;
import dev.parallax.learning.predictor.Prediction;
import dev.parallax.learning.predictor.Predictor;
import dev.parallax.learning.table.Schema;
import dev.parallax.learning.table.Table;
import dev.parallax.learning.table.TableException;
import dev.parallax.recommendation.customer.CustomerState;
import dev.parallax.recommendation.customer.CustomerStates;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Answers of one or many, from the model that serves. */
@ApplicationScoped
class Predicting {
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
    return asked.users().isEmpty() ? ofRows(name, model, asked) : ofUsers(name, model, asked);
  }

  private static PredictionAnswer ofRows(
      String name, ServingPredictors.Serving model, Asked asked) {
    Predictor predictor = model.predictor();
    try {
      Table table =
          predictor.schema().table(asked.rows(), Set.of(predictor.target()), asked.prefix());
      List<PredictionAnswer.Item> items =
          predictor.predict(table, asked.explain()).stream()
              .map(prediction -> PredictionAnswer.Item.of(null, prediction))
              .toList();
      return PredictionAnswer.of(name, model, items);
    } catch (TableException e) {
      throw Problems.invalid(
          e.mistakes().stream().map(m -> new FieldError(m.field(), m.message())).toList());
    }
  }

  private PredictionAnswer ofUsers(String name, ServingPredictors.Serving model, Asked asked) {
    Predictor predictor = model.predictor();
    if (!isOfCustomers(predictor.schema())) {
      throw Problems.invalid(
          "userId", "is for predictors of data customers; send this one rows of its columns");
    }
    List<String> cids = new ArrayList<>();
    for (String user : asked.users()) {
      cids.add(cid(user, asked.users().size() == 1));
    }
    CustomerTables.Rows rows = customers.of(cids, clock.instant());
    List<Prediction> predictions =
        predictor.predict(
            predictor.schema().aligned(new Table(rows.columns(), rows.cids().size())),
            asked.explain());
    Map<String, Prediction> byCid = new HashMap<>();
    for (int i = 0; i < predictions.size(); i++) {
      byCid.put(rows.cids().get(i), predictions.get(i));
    }
    if (asked.users().size() == 1 && byCid.isEmpty()) {
      throw Problems.notFound("unknown-customer", "userId", "names nobody anything is known of");
    }
    return PredictionAnswer.of(
        name,
        model,
        cids.stream()
            .filter(byCid::containsKey)
            .distinct()
            .map(cid -> PredictionAnswer.Item.of(cid, byCid.get(cid)))
            .toList());
  }

  /** Of many, those who did not agree are left out; of one, it is said. */
  private String cid(String user, boolean only) {
    CustomerState state = states.find(pseudonyms.customerCandidates(user));
    if (only && !consent.answer(Purpose.PERSONALIZATION, state.personalization())) {
      throw Problems.notFound(
          "no-personalization-consent", "userId", "names a customer who did not agree to it");
    }
    return state.cid();
  }

  private static boolean isOfCustomers(Schema schema) {
    List<String> names = schema.columns().stream().map(Schema.Field::name).toList();
    List<String> ours = new ArrayList<>(CustomerFeatures.NUMBERS);
    ours.add(CustomerFeatures.CATEGORY);
    return names.equals(ours);
  }
}
