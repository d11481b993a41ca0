package dev.parallax.fraud.label;

import dev.parallax.contracts.fraud.FraudLabelled;
import dev.parallax.kit.problem.FieldError;
import java.time.Instant;
import java.util.List;
import java.util.Locale;

/** A label that was checked. */
record Label(String transactionId, boolean fraud, FraudLabelled.Origin origin, Instant labelledAt) {
  private static final int LONGEST = 128;

  /**
   * Null when there are mistakes, which are then in {@code errors}.
   *
   * @param prefix what to put before the names of fields, {@code [3].} in an array
   */
  static Label of(LabelRequest request, String prefix, Instant now, List<FieldError> errors) {
    if (request == null) {
      errors.add(new FieldError(prefix.isEmpty() ? "body" : prefix, "must be a label"));
      return null;
    }
    int before = errors.size();
    String id = request.transactionId();
    if (id == null || id.isBlank() || id.length() > LONGEST) {
      errors.add(
          new FieldError(prefix + "transactionId", "must have 1 to " + LONGEST + " characters"));
    }
    if (request.fraud() == null) {
      errors.add(new FieldError(prefix + "fraud", "must be true or false"));
    }
    FraudLabelled.Origin origin = origin(request.origin());
    if (origin == null) {
      errors.add(new FieldError(prefix + "origin", "must be chargeback or analyst"));
    }
    Instant at = request.labelledAt() == null ? now : request.labelledAt();
    if (at.isAfter(now.plusSeconds(300)) || at.isBefore(Instant.EPOCH)) {
      errors.add(new FieldError(prefix + "labelledAt", "must be between 1970 and now"));
    }
    return errors.size() > before ? null : new Label(id, request.fraud(), origin, at);
  }

  private static FraudLabelled.Origin origin(String text) {
    for (FraudLabelled.Origin origin : FraudLabelled.Origin.values()) {
      if (text != null && origin.wireName().equals(text.toLowerCase(Locale.ROOT))) {
        return origin;
      }
    }
    return null;
  }
}
