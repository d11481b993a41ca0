package dev.parallax.kit.page;

import dev.parallax.kit.problem.FieldError;
import dev.parallax.kit.problem.Problems;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;

/**
 * The time span that {@code from} and {@code to} of a query name, open where an end is null.
 *
 * @param from inclusive
 * @param to exclusive
 */
public record Period(Instant from, Instant to) {
  private static final String ACCEPTED =
      "must be an RFC 3339 time such as 2026-01-31T00:00:00Z, or a date such as 2026-01-31";

  /**
   * @throws RuntimeException a 400 problem naming {@code from} or {@code to}
   */
  public static Period parse(String from, String to) {
    List<FieldError> errors = new ArrayList<>();
    Instant start = time("from", from, errors);
    Instant end = time("to", to, errors);
    if (start != null && end != null && !start.isBefore(end)) {
      errors.add(new FieldError("from", "must be before to"));
    }
    if (!errors.isEmpty()) {
      throw Problems.invalid(errors);
    }
    return new Period(start, end);
  }

  /** The same without open ends: until now, and so long before its end. */
  public Period closed(Instant now, Duration usual) {
    Instant end = to == null ? now : to;
    return new Period(from == null ? end.minus(usual) : from, end);
  }

  private static Instant time(String field, String text, List<FieldError> errors) {
    if (text == null || text.isBlank()) {
      return null;
    }
    try {
      return text.indexOf('T') < 0
          ? LocalDate.parse(text).atStartOfDay(ZoneOffset.UTC).toInstant()
          : OffsetDateTime.parse(text).toInstant();
    } catch (DateTimeParseException e) {
      errors.add(new FieldError(field, ACCEPTED));
      return null;
    }
  }
}
