package dev.parallax.ingestion.mapping;

import dev.parallax.contracts.wire.Rfc3339;
import dev.parallax.ingestion.validation.Code;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.ResolverStyle;
import java.time.temporal.TemporalAccessor;
import java.util.List;
import java.util.Locale;

/** Reads points in time by the patterns that a file writes them in; the first that fits counts. */
final class DateFormats {
  private final List<String> patterns;
  private final List<Reader> readers;
  private final ZoneId zone;

  private interface Reader {
    Instant read(String text);
  }

  /**
   * @param patterns of {@link DateTimeFormatter}, or {@code iso}, {@code epoch-seconds}, {@code
   *     epoch-millis}
   * @param zone of times that say none
   * @throws IllegalArgumentException when one is no pattern
   */
  DateFormats(List<String> patterns, ZoneId zone, Locale locale) {
    this.patterns = patterns;
    this.zone = zone;
    this.readers = patterns.stream().map(pattern -> reader(pattern, locale)).toList();
  }

  private Reader reader(String pattern, Locale locale) {
    return switch (pattern) {
      case "epoch-seconds" -> text -> Instant.ofEpochSecond(Long.parseLong(text));
      case "epoch-millis" -> text -> Instant.ofEpochMilli(Long.parseLong(text));
      case "iso" -> text -> instant(iso(text));
      default -> {
        DateTimeFormatter formatter =
            new DateTimeFormatterBuilder()
                .parseCaseInsensitive()
                // The year of an era would need its era too; nobody writes one into a file.
                .appendPattern(pattern.replace("yyyy", "uuuu").replace("yy", "uu"))
                .toFormatter(locale)
                .withResolverStyle(ResolverStyle.STRICT);
        yield text ->
            instant(
                formatter.parseBest(
                    text,
                    ZonedDateTime::from,
                    OffsetDateTime::from,
                    LocalDateTime::from,
                    LocalDate::from));
      }
    };
  }

  private static TemporalAccessor iso(String text) {
    String iso = text.length() > 10 && text.charAt(10) == ' ' ? text.replaceFirst(" ", "T") : text;
    return iso.length() <= 10
        ? LocalDate.parse(iso)
        : DateTimeFormatter.ISO_DATE_TIME.parseBest(
            iso, ZonedDateTime::from, OffsetDateTime::from, LocalDateTime::from);
  }

  /** A date is the beginning of its day in the zone. */
  private Instant instant(TemporalAccessor parsed) {
    return switch (parsed) {
      case ZonedDateTime zoned -> zoned.toInstant();
      case OffsetDateTime offset -> offset.toInstant();
      case LocalDateTime local -> local.atZone(zone).toInstant();
      case LocalDate date -> date.atStartOfDay(zone).toInstant();
      default -> throw new DateTimeException("neither date nor time");
    };
  }

  /** RFC 3339 in UTC. */
  String read(String text) throws BadValueException {
    for (Reader reader : readers) {
      try {
        return Rfc3339.format(reader.read(text));
      } catch (DateTimeException | NumberFormatException | ArithmeticException e) {
        // The next pattern may fit.
      }
    }
    throw new BadValueException(
        Code.INVALID_VALUE, "must be a time written as " + String.join(" or ", patterns));
  }
}
