package dev.parallax.fraud.rule;

import dev.parallax.contracts.transaction.TransactionRecorded;
import dev.parallax.fraud.feature.Feature;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * What rules can ask for, looked up by name only when they do.
 *
 * @param vector the features of the transaction
 */
record RuleFacts(TransactionRecorded transaction, double[] vector) {
  static final Map<String, Function<TransactionRecorded, String>> TEXTS =
      Map.of(
          "kind", TransactionRecorded::kind,
          "currency", TransactionRecorded::currency,
          "terminal", TransactionRecorded::terminal,
          "device", TransactionRecorded::device,
          "country", TransactionRecorded::country,
          "channel", TransactionRecorded::channel);
  static final String HOUR = "hour";
  private static final Map<String, Feature> FEATURES = new HashMap<>();

  static {
    for (Feature feature : Feature.values()) {
      FEATURES.put(feature.wireName(), feature);
    }
  }

  Optional<Object> find(String name) {
    Feature feature = FEATURES.get(name);
    if (feature != null) {
      return Optional.of(value(feature));
    }
    Function<TransactionRecorded, String> text = TEXTS.get(name);
    if (text != null) {
      String value = text.apply(transaction);
      return Optional.of(value == null ? "" : value);
    }
    return name.equals(HOUR)
        ? Optional.of((long) transaction.occurredAt().atOffset(ZoneOffset.UTC).getHour())
        : Optional.empty();
  }

  private Object value(Feature feature) {
    double value = feature.of(vector);
    return switch (feature.unit()) {
      case FLAG -> value != 0;
      case COUNT, SECONDS -> (long) value;
      case AMOUNT, RATIO, SCORE, SHARE -> value;
    };
  }
}
