package dev.parallax.recommendation.exposure;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * How a shop says which recommendation something came of: the {@code id} of the answer, as {@code
 * recommendation_id} or, in the Segment spec's words, {@code list_id}.
 */
public final class ListIds {
  private static final List<String> FIELDS =
      List.of("recommendation_id", "recommendationId", "list_id");

  /** Shops name lists of their own in {@code list_id}, too. */
  private static final Pattern OURS =
      Pattern.compile("[a-z]+-[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");

  private ListIds() {}

  /** The recommendation that an event's properties name. */
  public static Optional<String> in(JsonNode properties) {
    for (String field : FIELDS) {
      String id = properties.path(field).asText("");
      if (isOne(id)) {
        return Optional.of(id);
      }
    }
    return Optional.empty();
  }

  static boolean isOne(String id) {
    return OURS.matcher(id).matches();
  }
}
