package dev.parallax.contracts.profile;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Arrays;
import java.util.Locale;

/** What a customer's data may be used for. */
public enum Purpose {
  ANALYTICS,
  PERSONALIZATION,
  MARKETING,
  FRAUD_PREVENTION;

  /** Kebab case, as it stands in JSON and configuration. */
  @JsonValue
  public String wireName() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /**
   * @throws IllegalArgumentException naming the purposes there are
   */
  @JsonCreator
  public static Purpose parse(String text) {
    return Arrays.stream(values())
        .filter(p -> p.wireName().equals(text.trim().toLowerCase(Locale.ROOT).replace('_', '-')))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "purpose must be one of analytics, personalization, marketing, fraud-prevention"));
  }
}
