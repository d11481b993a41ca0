package dev.parallax.ingestion.quarantine;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.parallax.kit.page.Cursor;
import io.quarkiverse.resteasy.problem.HttpProblem;
import java.time.Instant;
import java.util.Optional;

/**
 * Rejected inputs with one cause.
 *
 * @param group names it in other requests
 * @param field without the numbers of elements
 * @param event null where the input names none
 * @param sample the id of the last one that is kept, null where none is
 * @param unkept how many of them were only counted, beyond what is kept of a source on a day; null
 *     for none
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
    String sample,
    Long unkept) {
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

    String encoded() {
      return Cursor.encode(Cursor.join(kind, code, place, source, event));
    }
  }

  static Optional<Cause> parse(String group) {
    try {
      return Cursor.split(Cursor.decode(group), PARTS)
          .map(p -> new Cause(p.get(0), p.get(1), p.get(2), p.get(3), p.get(4)));
    } catch (HttpProblem e) { // It is no group of ours, whatever a cursor would be called.
      return Optional.empty();
    }
  }
}
