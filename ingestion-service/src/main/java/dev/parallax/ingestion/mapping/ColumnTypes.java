package dev.parallax.ingestion.mapping;

import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;

/** Tells types of columns by their values. */
final class ColumnTypes {
  private static final Column.Type STRING = new Column.Type("string", null, null);
  private static final List<String> PATTERNS =
      List.of(
          "iso",
          "dd.MM.yyyy HH:mm:ss",
          "dd.MM.yyyy HH:mm",
          "dd.MM.yyyy",
          "d.M.yyyy",
          "yyyy/MM/dd HH:mm:ss",
          "yyyy/MM/dd",
          "dd/MM/yyyy HH:mm:ss",
          "dd/MM/yyyy HH:mm",
          "dd/MM/yyyy",
          "MM/dd/yyyy HH:mm:ss",
          "MM/dd/yyyy HH:mm",
          "MM/dd/yyyy",
          "M/d/yyyy H:mm",
          "M/d/yyyy",
          "yyyyMMdd",
          "yyyy年M月d日");

  /** A point before the last digits is read the American way unless the column says otherwise. */
  private static final List<String> LOCALES = List.of("en-US", "de-DE", "fr-FR", "de-CH", "en-IN");

  /** Of amounts that are only tried: the code that ISO 4217 reserves for testing. */
  private static final String TRIED = "XTS";

  private ColumnTypes() {}

  /** One way to read a value. */
  private record Candidate(Column.Type type, Predicate<String> fits) {}

  /**
   * @param values that are there, at least one for a type to be known
   */
  static Column.Type of(List<String> values) {
    if (values.isEmpty()) {
      return STRING;
    }
    return candidates().stream()
        .filter(candidate -> values.stream().allMatch(candidate.fits()))
        .map(Candidate::type)
        .findFirst()
        .orElse(STRING);
  }

  private static List<Candidate> candidates() {
    List<Candidate> candidates = new ArrayList<>();
    candidates.add(
        new Candidate(
            new Column.Type("boolean", null, null),
            text -> text.equalsIgnoreCase("true") || text.equalsIgnoreCase("false")));
    // With eight digits a day, not a number; else a leading zero says that it is no number.
    candidates.add(time("yyyyMMdd", text -> text.matches("(19|20)\\d{6}")));
    candidates.add(
        new Candidate(
            new Column.Type("integer", null, null), text -> text.matches("-?(0|[1-9]\\d{0,17})")));
    candidates.add(
        new Candidate(
            new Column.Type("number", null, null),
            text -> text.matches("-?(0|[1-9]\\d{0,17})(\\.\\d+)?([eE][+-]?\\d{1,3})?")));
    PATTERNS.forEach(pattern -> candidates.add(time(pattern, text -> true)));
    for (String tag : LOCALES) {
      MoneyFormat format = new MoneyFormat(Locale.forLanguageTag(tag));
      candidates.add(
          new Candidate(
              new Column.Type("number", null, tag),
              text -> !text.matches("0\\d+") && fits(() -> format.number(text))));
    }
    for (String tag : LOCALES) {
      MoneyFormat format = new MoneyFormat(Locale.forLanguageTag(tag));
      candidates.add(
          new Candidate(
              new Column.Type("money", null, tag),
              text -> !text.matches("0\\d+") && fits(() -> format.money(text, TRIED))));
    }
    return candidates;
  }

  private static Candidate time(String pattern, Predicate<String> looks) {
    DateFormats formats = new DateFormats(List.of(pattern), ZoneOffset.UTC, Locale.ROOT);
    return new Candidate(
        new Column.Type("time", pattern, null),
        text -> text.length() >= 6 && looks.test(text) && fits(() -> formats.read(text)));
  }

  private interface Reading {
    Object read() throws BadValueException;
  }

  private static boolean fits(Reading reading) {
    try {
      return reading.read() != null;
    } catch (BadValueException e) {
      return false;
    }
  }
}
