package dev.parallax.recommendation.predictor;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.parallax.contracts.wire.EventJson;
import dev.parallax.kit.model.ModelCard;
import dev.parallax.learning.evaluation.Metric;
import dev.parallax.learning.predictor.Learned;
import dev.parallax.learning.predictor.Predictor;
import dev.parallax.learning.predictor.Report;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;

/** What is kept and shown of how a version came about. */
final class Reports {
  private static final int MOST_METRICS_OF_CARD = 20;

  private Reports() {}

  /** The metrics in short: on the rows held out, or of cross-validation where there are none. */
  static Map<String, Double> metrics(Report report) {
    Map<String, Double> metrics = new LinkedHashMap<>();
    Map<String, Metric> held =
        report.numbers() != null
            ? report.numbers().metrics()
            : report.classes() != null ? report.classes().metrics() : Map.of();
    held.forEach(
        (name, metric) -> {
          if (metric.value() != null) {
            metrics.put(name, metric.value());
          }
        });
    return metrics.isEmpty() ? chosen(report).mean() : metrics;
  }

  /** The one that is kept; others may have failed. */
  private static Report.Candidate chosen(Report report) {
    return report.candidates().stream()
        .filter(candidate -> candidate.algorithm() == report.algorithm())
        .findFirst()
        .orElseThrow();
  }

  static ObjectNode json(Learned learned, Order order) {
    ObjectMapper mapper = EventJson.mapper();
    Report report = learned.report();
    Predictor predictor = learned.predictor();
    ObjectNode json = mapper.createObjectNode();
    json.put("type", report.task().wireName());
    json.put("algorithm", report.algorithm().wireName());
    json.put("target", predictor.target());
    json.put("positive", predictor.positive());
    json.put("rows", report.rows());
    json.put("trainRows", report.trainRows());
    json.put("testRows", report.testRows());
    json.put("rowsWithoutTarget", report.dropped());
    json.put("positives", report.positives());
    json.set("metrics", mapper.valueToTree(metrics(report)));
    json.set(
        "test", mapper.valueToTree(report.numbers() != null ? report.numbers() : report.classes()));
    json.set("crossValidation", mapper.valueToTree(report.candidates()));
    json.set("baseline", mapper.valueToTree(report.baseline()));
    json.put("beatsBaseline", report.beatsBaseline());
    json.set("regression", mapper.valueToTree(report.regression()));
    json.set("importance", mapper.valueToTree(report.importance()));
    json.set("columns", mapper.valueToTree(predictor.schema().columns()));
    json.set("unused", mapper.valueToTree(report.unused()));
    json.set("notes", mapper.valueToTree(report.notes()));
    json.set("asked", order.toParams());
    json.set("provenance", mapper.valueToTree(predictor.provenance()));
    return json;
  }

  static ModelCard card(Learned learned, Order order, Instant from, Instant to) {
    Report report = learned.report();
    Map<String, Double> metrics = new TreeMap<>();
    metrics(report).entrySet().stream()
        .limit(MOST_METRICS_OF_CARD)
        .forEach(metric -> metrics.put(metric.getKey(), metric.getValue()));
    return new ModelCard(
        report.algorithm().wireName() + " predicts " + learned.predictor().target(),
        order.plan().seed(),
        from,
        to,
        report.trainRows(),
        how(report, order),
        metrics,
        report.baseline(),
        learned.predictor().provenance().toString());
  }

  private static String how(Report report, Order order) {
    String held =
        report.testRows() == 0
            ? "no rows were held out; metrics are those of cross-validation"
            : order.source() == Order.Source.CUSTOMERS
                ? "learned from customers as they were one period earlier, measured on "
                    + report.testRows()
                    + " as they were at the cut and what they did after it"
                : "measured on "
                    + report.testRows()
                    + " rows held out at random with the seed, of each class alike";
    return held
        + "; chosen by "
        + chosen(report).folds()
        + "-fold cross-validation on the others. Baseline: the mean for everybody.";
  }
}
