package dev.parallax.recommendation.benchmark;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import dev.parallax.contracts.wire.EventJson;
import dev.parallax.kit.problem.FieldError;
import dev.parallax.kit.problem.Problems;
import dev.parallax.recommendation.evaluation.Contestant;
import dev.parallax.recommendation.evaluation.data.Split;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Reads the fields beside the file. Everything wrong is collected into one 400 problem. */
final class EvaluationForm {
  private static final int USUAL_K = 10;
  private static final int MOST_ALGORITHMS = 20;

  private final List<FieldError> errors = new ArrayList<>();

  private EvaluationForm() {}

  /** As the multipart form has them, null where a field is missing. */
  record Fields(
      String split,
      String shares,
      String k,
      String algorithms,
      String minRating,
      String core,
      String values,
      String tune,
      String refit,
      String seed,
      String columns) {}

  static EvaluationRequest read(Fields fields) {
    return new EvaluationForm().request(fields);
  }

  private EvaluationRequest request(Fields fields) {
    String split = text(fields.split(), Split.Method.RANDOM.wireName());
    Split.Method method = method(split);
    List<Double> shares = shares(fields.shares(), method);
    int k = (int) number("k", fields.k(), USUAL_K, true);
    List<Contestant> algorithms = algorithms(fields.algorithms());
    Double minRating =
        isBlank(fields.minRating()) ? null : number("minRating", fields.minRating(), 0, false);
    int core = (int) number("core", fields.core(), 0, true);
    String values = text(fields.values(), EvaluationRequest.IMPLICIT);
    boolean tune = flag("tune", fields.tune(), true);
    boolean refit = flag("refit", fields.refit(), !method.keepsValidationApart(shares));
    long seed = (long) number("seed", fields.seed(), 1, true);
    EvaluationRequest request = null;
    try {
      request =
          new EvaluationRequest(
              split,
              shares,
              k,
              algorithms,
              minRating,
              core,
              values,
              tune,
              refit,
              seed,
              isBlank(fields.columns()) ? null : fields.columns().strip());
    } catch (IllegalArgumentException e) {
      add(e.getMessage());
    }
    if (!errors.isEmpty()) {
      throw Problems.invalid(errors);
    }
    return request;
  }

  /** The message's first word is the field. */
  private void add(String message) {
    int space = message.indexOf(' ');
    String field = message.substring(0, space);
    if (errors.stream().noneMatch(error -> error.field().equals(field))) {
      errors.add(new FieldError(field, message.substring(space + 1)));
    }
  }

  /** A name that is none is told of when the request is made. */
  private static Split.Method method(String split) {
    return Arrays.stream(Split.Method.values())
        .filter(method -> method.wireName().equals(split))
        .findFirst()
        .orElse(Split.Method.RANDOM);
  }

  private List<Double> shares(String text, Split.Method method) {
    if (isBlank(text)) {
      return method.usualShares();
    }
    if (method == Split.Method.LEAVE_LAST_OUT) {
      errors.add(
          new FieldError(
              "shares",
              "must not be given with leave-last-out: of each user the last is asked, whatever"
                  + " share that is"));
      return method.usualShares();
    }
    try {
      return Arrays.stream(text.replaceAll("[\\[\\]\\s]", "").split(","))
          .map(Double::valueOf)
          .toList();
    } catch (NumberFormatException e) {
      errors.add(new FieldError("shares", "must be numbers such as 0.8,0.1,0.1"));
      return List.of(0.8, 0.2);
    }
  }

  /** Names, comma separated, or a JSON array of names and of objects with name and settings. */
  private List<Contestant> algorithms(String text) {
    if (isBlank(text)) {
      return List.of();
    }
    JsonNode list;
    try {
      list =
          text.strip().startsWith("[")
              ? EventJson.mapper().readTree(text)
              : EventJson.mapper().valueToTree(Arrays.asList(text.strip().split("\\s*,\\s*")));
    } catch (JsonProcessingException e) {
      errors.add(
          new FieldError(
              "algorithms",
              "must be names, comma separated, or a JSON array such as"
                  + " [\"ease\",{\"name\":\"item-knn\",\"settings\":{\"k\":100}}]"));
      return List.of();
    }
    if (list.size() > MOST_ALGORITHMS) {
      errors.add(new FieldError("algorithms", "must be no more than " + MOST_ALGORITHMS));
      return List.of();
    }
    List<Contestant> contestants = new ArrayList<>();
    for (int i = 0; i < list.size(); i++) {
      try {
        contestants.add(contestant(list.get(i)));
      } catch (IllegalArgumentException e) {
        int space = e.getMessage().indexOf(' ');
        errors.add(
            new FieldError(
                "algorithms[" + i + "]." + e.getMessage().substring(0, space),
                e.getMessage().substring(space + 1)));
      }
    }
    return contestants;
  }

  private static Contestant contestant(JsonNode entry) {
    if (entry.isTextual()) {
      return Contestant.of(entry.asText());
    }
    JsonNode settings = entry.path("settings");
    if (!settings.isMissingNode() && !settings.isObject()) {
      throw new IllegalArgumentException("settings must be an object");
    }
    Map<String, Object> map =
        settings.isMissingNode()
            ? Map.of()
            : EventJson.mapper()
                .convertValue(settings, new TypeReference<Map<String, Object>>() {});
    JsonNode name = entry.has("name") ? entry.path("name") : entry.path("algorithm");
    return new Contestant(name.asText(null), map);
  }

  private double number(String field, String text, double otherwise, boolean whole) {
    if (isBlank(text)) {
      return otherwise;
    }
    try {
      double number = whole ? Long.parseLong(text.strip()) : Double.parseDouble(text.strip());
      if (Double.isFinite(number) && Math.abs(number) <= 1e9) {
        return number;
      }
    } catch (NumberFormatException e) {
      // The answer is the same.
    }
    errors.add(
        new FieldError(
            field,
            (whole ? "must be a whole number" : "must be a number")
                + " from -1,000,000,000 to 1,000,000,000"));
    return otherwise;
  }

  private boolean flag(String field, String text, boolean otherwise) {
    if (isBlank(text)) {
      return otherwise;
    }
    return switch (text.strip().toLowerCase(Locale.ROOT)) {
      case "true" -> true;
      case "false" -> false;
      default -> {
        errors.add(new FieldError(field, "must be true or false"));
        yield otherwise;
      }
    };
  }

  private static String text(String value, String otherwise) {
    return isBlank(value) ? otherwise : value.strip();
  }

  private static boolean isBlank(String text) {
    return text == null || text.isBlank();
  }
}
