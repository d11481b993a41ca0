package dev.parallax.experience.friction;

import dev.parallax.kit.page.Period;
import dev.parallax.kit.problem.Problems;
import java.time.Duration;
import java.time.Instant;

/**
 * What is asked for.
 *
 * @param before where the period begins that the trend is against; as long as {@code from} to
 *     {@code to}
 * @param from inclusive
 * @param to exclusive
 * @param kind null for all
 * @param page a page, or with {@code *} at its end all that begin so; null for all
 * @param segment null for all
 */
record FrictionQuery(
    Instant before, Instant from, Instant to, FrictionKind kind, String page, String segment) {
  /** A month, as experience tools show it unless asked otherwise. */
  static final Duration USUAL = Duration.ofDays(30);

  static final Instant EARLIEST = Instant.parse("1970-01-01T00:00:00Z");
  private static final Instant LATEST = Instant.parse("9999-01-01T00:00:00Z");

  /**
   * @throws RuntimeException a 400 problem naming {@code from}, {@code to} or {@code kind}
   */
  static FrictionQuery parse(
      Instant now, String from, String to, String kind, String page, String segment) {
    Period period = Period.parse(from, to).closed(now, USUAL);
    Instant end = within("to", period.to());
    Instant start = within("from", period.from());
    if (!start.isBefore(end)) {
      throw Problems.invalid("from", "must be before now where no to is given");
    }
    Instant before = start.minus(Duration.between(start, end));
    return new FrictionQuery(
        before.isBefore(EARLIEST) ? EARLIEST : before,
        start,
        end,
        FrictionKind.parse(kind),
        page == null || page.isBlank() ? null : page.strip(),
        segment == null || segment.isBlank() ? null : segment);
  }

  private static Instant within(String field, Instant time) {
    if (time.isBefore(EARLIEST) || time.isAfter(LATEST)) {
      throw Problems.invalid(field, "must be between " + EARLIEST + " and " + LATEST);
    }
    return time;
  }

  /** The beginning that pages must have; null where one page or any is asked for. */
  String prefix() {
    return page != null && page.endsWith("*") ? page.substring(0, page.length() - 1) : null;
  }

  /** The page that is asked for; null for any, or for several. */
  String exactly() {
    return prefix() == null ? page : null;
  }
}
