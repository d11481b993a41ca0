package dev.parallax.ingestion.quarantine;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;

/**
 * Rejected inputs with one cause.
 *
 * @param group names it in other requests
 * @param field without the numbers of elements
 * @param event null where the input names none
 * @param sample the id of the last one
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record RejectedGroup(
    String group,
    String kind,
    String code,
    String field,
    String event,
    String source,
    long count,
    Instant firstSeen,
    Instant lastSeen,
    String sample) {
  private static final String BETWEEN = "\t";
  private static final int PARTS = 5;

  /** What a group is by. */
  record Cause(String kind, String code, String place, String source, String event) {
    void narrow(Selection.Condition condition) {
      condition.and("kind = ?", kind);
      condition.and("code = ?", code);
      condition.and("place = ?", place);
      condition.and("source = ?", source);
      if (event.isEmpty()) {
        condition.and("event is null");
      } else {
        condition.and("event = ?", event);
      }
    }

    String key() {
      return String.join(BETWEEN, kind, code, place, source, event);
    }

    String encoded() {
      return Base64.getUrlEncoder()
          .withoutPadding()
          .encodeToString(key().getBytes(StandardCharsets.UTF_8));
    }
  }

  static Optional<Cause> parse(String group) {
    try {
      String key = new String(Base64.getUrlDecoder().decode(group), StandardCharsets.UTF_8);
      String[] parts = key.split(BETWEEN, -1);
      return parts.length < PARTS || key.indexOf('\0') >= 0
          ? Optional.empty()
          : Optional.of(
              new Cause(
                  parts[0],
                  parts[1],
                  parts[2],
                  parts[3],
                  key.substring(
                      String.join(BETWEEN, parts[0], parts[1], parts[2], parts[3]).length() + 1)));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }
}
