package dev.parallax.ingestion.consent;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.parallax.contracts.profile.Purpose;
import dev.parallax.ingestion.validation.Checked;
import dev.parallax.ingestion.validation.Code;
import dev.parallax.ingestion.validation.EventTimes;
import dev.parallax.ingestion.validation.Fields;
import dev.parallax.ingestion.validation.Mistakes;
import dev.parallax.ingestion.validation.Storable;
import java.time.Instant;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Reads {@code {purposes, givenAt?, definitionVersion?, locale?, proof?}}. */
final class ConsentRequestReader {
  private static final Set<String> FIELDS =
      Set.of("purposes", "givenAt", "definitionVersion", "locale", "proof");
  static final String PURPOSES =
      Arrays.stream(Purpose.values()).map(Purpose::wireName).collect(Collectors.joining(", "));
  private static final int LONGEST_LOCALE = 35; // RFC 5646, section 4.4.1
  private static final int LONGEST_PROOF = 200;

  private ConsentRequestReader() {}

  static Checked<ConsentRequest> read(JsonNode body, Instant now) {
    if (body == null || !body.isObject()) {
      return Checked.invalid(Code.WRONG_TYPE, "body", "must be an object");
    }
    Mistakes mistakes = new Mistakes();
    Storable.check(body, mistakes);
    body.fieldNames()
        .forEachRemaining(
            name -> {
              if (!FIELDS.contains(name)) {
                mistakes.add(
                    Code.INVALID_VALUE,
                    name,
                    "must be left out; there are "
                        + String.join(", ", FIELDS.stream().sorted().toList()));
              }
            });
    Fields fields = new Fields("", body, mistakes);
    Map<Purpose, Boolean> purposes = purposes(fields, mistakes);
    Instant givenAt = fields.time("givenAt");
    if (givenAt != null) {
      if (givenAt.isAfter(now)) {
        fields.mistake(Code.TIME_IN_FUTURE, "givenAt", "must not be in the future");
      }
      EventTimes.check("givenAt", givenAt, now, mistakes);
    }
    Map<Purpose, Integer> versions = versions(body.path("definitionVersion"), purposes, mistakes);
    String locale = fields.text("locale", LONGEST_LOCALE);
    String proof = fields.text("proof", LONGEST_PROOF);
    return mistakes.orElse(() -> new ConsentRequest(purposes, givenAt, versions, locale, proof));
  }

  static Optional<Purpose> purpose(String name) {
    return Arrays.stream(Purpose.values()).filter(p -> p.wireName().equals(name)).findFirst();
  }

  private static Map<Purpose, Boolean> purposes(Fields fields, Mistakes mistakes) {
    Map<Purpose, Boolean> answers = new EnumMap<>(Purpose.class);
    ObjectNode purposes = fields.object("purposes");
    if (purposes == null || purposes.isEmpty()) {
      if (mistakes.isEmpty()) {
        fields.mistake(Code.MISSING_FIELD, "purposes", "must name at least one of " + PURPOSES);
      }
      return answers;
    }
    for (Map.Entry<String, JsonNode> answer : purposes.properties()) {
      Optional<Purpose> purpose = purpose(answer.getKey());
      String path = "purposes." + answer.getKey();
      if (purpose.isEmpty()) {
        mistakes.add(Code.INVALID_VALUE, path, "must be one of " + PURPOSES);
      } else if (!answer.getValue().isBoolean()) {
        mistakes.add(Code.WRONG_TYPE, path, "must be true or false");
      } else {
        answers.put(purpose.get(), answer.getValue().booleanValue());
      }
    }
    return answers;
  }

  /** One for all that are answered, or one for each. */
  private static Map<Purpose, Integer> versions(
      JsonNode stated, Map<Purpose, Boolean> purposes, Mistakes mistakes) {
    Map<Purpose, Integer> versions = new EnumMap<>(Purpose.class);
    if (stated.isMissingNode() || stated.isNull()) {
      return versions;
    }
    if (stated.isObject()) {
      for (Map.Entry<String, JsonNode> version : stated.properties()) {
        Optional<Purpose> purpose = purpose(version.getKey()).filter(purposes::containsKey);
        String path = "definitionVersion." + version.getKey();
        if (purpose.isEmpty()) {
          mistakes.add(Code.INVALID_VALUE, path, "must be a purpose that is answered");
        } else if (!version.getValue().isInt()) {
          mistakes.add(Code.WRONG_TYPE, path, "must be a whole number");
        } else {
          versions.put(purpose.get(), version.getValue().intValue());
        }
      }
    } else if (stated.isInt()) {
      purposes.keySet().forEach(purpose -> versions.put(purpose, stated.intValue()));
    } else {
      mistakes.add(
          Code.WRONG_TYPE, "definitionVersion", "must be a whole number, or one by purpose");
    }
    return versions;
  }
}
