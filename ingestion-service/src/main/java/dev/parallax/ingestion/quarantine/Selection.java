package dev.parallax.ingestion.quarantine;

import dev.parallax.kit.problem.FieldError;
import dev.parallax.kit.problem.Problems;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.regex.Pattern;

/**
 * Which open rejected inputs are meant. What is null does not narrow it.
 *
 * @param group as {@code GET /v1/rejected/groups} names it
 * @param field numbers of elements in it do not matter
 * @param ids single ones
 * @param from received at or after
 * @param to received before
 */
public record Selection(
    String group,
    String kind,
    String code,
    String field,
    String event,
    String source,
    List<String> ids,
    String from,
    String to) {
  private static final Pattern PLACE = Pattern.compile("\\[\\d+]");
  private static final int MOST_IDS = 1_000;

  /** The same once it is known to make sense. */
  static Selection checked(Selection selection) {
    if (selection == null
        || (selection.group == null
            && selection.kind == null
            && selection.code == null
            && selection.field == null
            && selection.event == null
            && selection.source == null
            && selection.ids == null)) {
      throw Problems.invalid(
          "select", "must name a group, kind, code, field, event, source or ids");
    }
    List<FieldError> errors = new ArrayList<>();
    if (selection.group != null && RejectedGroup.parse(selection.group).isEmpty()) {
      errors.add(new FieldError("select.group", "must be one of GET /v1/rejected/groups"));
    }
    time("select.from", selection.from, errors);
    time("select.to", selection.to, errors);
    if (selection.ids != null) {
      if (selection.ids.size() > MOST_IDS) {
        errors.add(new FieldError("select.ids", "must be at most " + MOST_IDS));
      }
      for (int i = 0; i < selection.ids.size() && errors.isEmpty(); i++) {
        if (RejectedResource.uuid(selection.ids.get(i)).isEmpty()) {
          errors.add(new FieldError("select.ids[" + i + "]", "must be the id of a rejected input"));
        }
      }
    }
    if (!errors.isEmpty()) {
      throw Problems.invalid(errors);
    }
    return selection;
  }

  /** As fields are grouped: an order's third line is wrong as its first. */
  static String place(String field) {
    return PLACE.matcher(field).replaceAll("[]");
  }

  /** Rows that are open, as a condition with its parameters. */
  Condition condition() {
    Condition condition = new Condition();
    condition.and("state = 'open'");
    if (group != null) {
      RejectedGroup.parse(group).orElseThrow().narrow(condition);
    }
    condition.and("kind = ?", kind);
    condition.and("code = ?", code);
    condition.and("place = ?", field == null ? null : place(field));
    condition.and("event = ?", event);
    condition.and("source = ?", source);
    condition.and("received_at >= ?", from == null ? null : Timestamp.from(Instant.parse(from)));
    condition.and("received_at < ?", to == null ? null : Timestamp.from(Instant.parse(to)));
    if (ids != null) {
      condition.and("id = any(?)", ids.stream().map(UUID::fromString).toArray(UUID[]::new));
    }
    return condition;
  }

  private static void time(String field, String text, List<FieldError> errors) {
    try {
      if (text != null) {
        Instant.parse(text);
      }
    } catch (DateTimeException e) {
      errors.add(new FieldError(field, "must be a time such as 2026-01-31T12:00:00Z"));
    }
  }

  /** Parts of a where clause, joined by and. */
  static final class Condition {
    private final StringBuilder sql = new StringBuilder("true");
    private final List<Object> parameters = new ArrayList<>();

    Condition and(String part) {
      sql.append(" and ").append(part);
      return this;
    }

    /** Leaves the part out where its parameter is null. */
    Condition and(String part, Object parameter) {
      if (parameter != null) {
        and(part);
        parameters.add(parameter);
      }
      return this;
    }

    /** Parameters of a statement that follow this condition's own. */
    void later(Object... further) {
      parameters.addAll(List.of(further));
    }

    String sql() {
      return sql.toString();
    }

    /**
     * Sets the parameters from the first on.
     *
     * @return the index after the last
     */
    int bind(Connection connection, PreparedStatement statement) throws SQLException {
      int index = 1;
      for (Object parameter : parameters) {
        if (parameter instanceof UUID[] uuids) {
          statement.setArray(index++, connection.createArrayOf("uuid", uuids));
        } else {
          statement.setObject(index++, parameter);
        }
      }
      return index;
    }
  }
}
