package dev.parallax.recommendation.algorithm;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Reads settings as they come from JSON, one by one, and keeps book: what was asked for is what can
 * be set. Each complaint begins with the name of the field.
 */
public final class Options {
  private final Map<String, Object> given;
  private final Map<String, Object> read = new LinkedHashMap<>();

  Options(Map<String, Object> given) {
    this.given = given;
  }

  /** A whole number from {@code least} to {@code most}. */
  public int whole(String name, int least, int most, int otherwise) {
    Object value = given.getOrDefault(name, otherwise);
    if (value instanceof Number number
        && number.doubleValue() == Math.rint(number.doubleValue())
        && number.doubleValue() >= least
        && number.doubleValue() <= most) {
      return kept(name, number.intValue());
    }
    throw wrong(name, String.format(Locale.ROOT, "a whole number, %,d to %,d", least, most));
  }

  /** A number from {@code least} to {@code most}. */
  public double number(String name, double least, double most, double otherwise) {
    Object value = given.getOrDefault(name, otherwise);
    if (value instanceof Number number
        && number.doubleValue() >= least
        && number.doubleValue() <= most) {
      return kept(name, number.doubleValue());
    }
    throw wrong(name, String.format(Locale.ROOT, "a number, %s to %s", plain(least), plain(most)));
  }

  public boolean flag(String name, boolean otherwise) {
    if (given.getOrDefault(name, otherwise) instanceof Boolean value) {
      return kept(name, value);
    }
    throw wrong(name, "true or false");
  }

  /** One of an enumeration's constants, written in small letters with hyphens. */
  public <E extends Enum<E>> E oneOf(String name, Class<E> type, E otherwise) {
    Object value = given.getOrDefault(name, written(otherwise));
    for (E constant : type.getEnumConstants()) {
      if (written(constant).equals(value)) {
        kept(name, written(constant));
        return constant;
      }
    }
    throw wrong(
        name,
        "one of "
            + Stream.of(type.getEnumConstants())
                .map(Options::written)
                .collect(Collectors.joining(", ")));
  }

  /** Everything that was read, in that order; complains of what is given and was not read. */
  Map<String, Object> all() {
    TreeSet<String> unknown = new TreeSet<>(given.keySet());
    unknown.removeAll(read.keySet());
    if (!unknown.isEmpty()) {
      throw new IllegalArgumentException(
          "settings."
              + unknown.first()
              + " is no setting of it: "
              + (read.isEmpty() ? "it has none" : String.join(", ", read.keySet())));
    }
    return Collections.unmodifiableMap(read);
  }

  private <T> T kept(String name, T value) {
    read.put(name, value);
    return value;
  }

  private static IllegalArgumentException wrong(String name, String right) {
    return new IllegalArgumentException("settings." + name + " must be " + right);
  }

  private static String written(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  private static String plain(double number) {
    return number == Math.rint(number) && Math.abs(number) < 1e15
        ? String.format(Locale.ROOT, "%,d", (long) number)
        : Double.toString(number);
  }
}
