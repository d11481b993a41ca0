package dev.parallax.recommendation.predictor;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Locale;

/**
 * Whether a new version of a predictor takes the place of the one that serves. The first serves
 * whatever it is worth: who sent ten rows wants an answer, with what it is worth beside it. A later
 * one takes over unless it is worse, by what either said of rows held out from it; people can
 * promote it all the same. Both measured on the same rows would be fairer, but the one that serves
 * may have learned from them.
 *
 * @param why in a sentence
 */
record Succession(boolean serves, String why) {
  static final Succession FIRST = new Succession(true, "promoted: none served before");

  /**
   * @param report of the new version, as {@link Reports} makes it
   * @param before of the one that serves
   */
  static Succession of(ObjectNode report, ObjectNode before) {
    boolean beats = report.path("beatsBaseline").asBoolean();
    if (beats != before.path("beatsBaseline").asBoolean()) {
      return beats
          ? new Succession(true, "promoted: it predicts better than the mean, the one before not")
          : new Succession(
              false,
              "not promoted: it predicts no better than the mean does, or not by more than chance,"
                  + " and the one that serves does");
    }
    if (!beats) {
      return new Succession(true, "promoted: neither it nor the one before beats the mean");
    }
    if (!same(report, before, "target") || !same(report, before, "type")) {
      return new Succession(true, "promoted: it predicts something else than the one before");
    }
    String metric = report.path("type").asText().equals("regression") ? "r2" : "rocAuc";
    double now = report.path("metrics").path(metric).asDouble(Double.NaN);
    double then = before.path("metrics").path(metric).asDouble(Double.NaN);
    double least = least(before, metric, then);
    if (Double.isNaN(now) || Double.isNaN(least)) {
      return new Succession(true, "promoted: too few rows tell it from the one before");
    }
    boolean serves = now >= least;
    return new Succession(
        serves,
        String.format(
            Locale.ROOT,
            "%s: its %s is %.3f, that of the one before %.3f, %.3f at least",
            serves ? "promoted" : "not promoted",
            metric,
            now,
            then,
            least));
  }

  /** Where the interval begins; of cross-validation one deviation between folds below its mean. */
  private static double least(ObjectNode report, String metric, double value) {
    JsonNode held = report.path("test").path("metrics");
    if (held.isObject()) {
      return held.path(metric).path("low").asDouble(Double.NaN);
    }
    for (JsonNode candidate : report.path("crossValidation")) {
      if (candidate.path("algorithm").equals(report.path("algorithm"))) {
        return value - candidate.path("deviation").path(metric).asDouble(Double.NaN);
      }
    }
    return Double.NaN;
  }

  private static boolean same(ObjectNode report, ObjectNode before, String field) {
    return report.path(field).equals(before.path(field));
  }
}
