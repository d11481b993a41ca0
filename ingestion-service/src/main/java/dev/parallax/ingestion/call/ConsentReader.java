package dev.parallax.ingestion.call;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.parallax.contracts.profile.Purpose;
import dev.parallax.ingestion.validation.Code;
import dev.parallax.ingestion.validation.Mistakes;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Reads answers on consent. Categories of consent managers that mean one of our purposes are
 * understood; others say nothing about what is done here and are passed over.
 */
final class ConsentReader {
  private static final Map<String, Purpose> CATEGORIES =
      Map.of(
          "analytics", Purpose.ANALYTICS,
          "performance", Purpose.ANALYTICS,
          "statistics", Purpose.ANALYTICS,
          "personalization", Purpose.PERSONALIZATION,
          "functional", Purpose.PERSONALIZATION,
          "marketing", Purpose.MARKETING,
          "advertising", Purpose.MARKETING,
          "fraud-prevention", Purpose.FRAUD_PREVENTION);

  private ConsentReader() {}

  static Map<Purpose, Boolean> read(ObjectNode context, ObjectNode traits, Mistakes mistakes) {
    Map<Purpose, Boolean> answers = new EnumMap<>(Purpose.class);
    if (context != null && context.hasNonNull("consent")) {
      JsonNode consent = context.get("consent");
      if (!consent.isObject() || (!consent.isEmpty() && !consent.has("categoryPreferences"))) {
        // Passed over, a refusal written in another way would be taken for no answer.
        mistakes.add(
            Code.WRONG_TYPE, "context.consent", "must be an object with categoryPreferences");
      } else {
        read(
            "context.consent.categoryPreferences",
            consent.path("categoryPreferences"),
            answers,
            mistakes);
      }
    }
    if (traits != null && traits.has("consent")) {
      read("traits.consent", traits.get("consent"), answers, mistakes);
    }
    return answers;
  }

  private static void read(
      String path, JsonNode preferences, Map<Purpose, Boolean> into, Mistakes mistakes) {
    if (preferences.isMissingNode() || preferences.isNull()) {
      return;
    }
    if (!preferences.isObject()) {
      mistakes.add(Code.WRONG_TYPE, path, "must be an object of purposes with true or false");
      return;
    }
    for (Map.Entry<String, JsonNode> answer : preferences.properties()) {
      Optional<Purpose> purpose = purpose(answer.getKey());
      if (purpose.isEmpty()) {
        continue;
      }
      if (!answer.getValue().isBoolean()) {
        mistakes.add(
            Code.WRONG_TYPE, path + "." + purpose.get().wireName(), "must be true or false");
        continue;
      }
      // Two categories for one purpose: a no wins.
      into.merge(purpose.get(), answer.getValue().booleanValue(), Boolean::logicalAnd);
    }
  }

  private static Optional<Purpose> purpose(String category) {
    String name = category.trim().toLowerCase(Locale.ROOT).replace('_', '-').replace(' ', '-');
    return Optional.ofNullable(CATEGORIES.get(name));
  }
}
