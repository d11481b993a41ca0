package dev.parallax.ingestion.mapping;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** What a row becomes: a call of the Segment spec or a record, read as if it had come over HTTP. */
public enum Target {
  TRACK("messageId", "properties"),
  IDENTIFY("messageId", "traits"),
  PAGE("messageId", "properties"),
  SCREEN("messageId", "properties"),
  GROUP("messageId", "traits"),
  ALIAS("messageId", ""),
  /** Any of the calls above; which one, the field {@code type} says. */
  CALL("messageId", ""),
  TRANSACTIONS("id", ""),
  FEEDBACK("id", ""),
  READINGS("id", ""),
  CATALOG(null, "");

  private final String idField;
  private final String home;

  Target(String idField, String home) {
    this.idField = idField;
    this.home = home;
  }

  public String wireName() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The field by which repeats are known; null where the thing has its own name. */
  public String idField() {
    return idField;
  }

  /** Whether it is a call of the Segment spec. */
  public boolean isCall() {
    return compareTo(CALL) <= 0;
  }

  /** Where columns go that are kept under their own name. */
  String home() {
    return home;
  }

  static Optional<Target> parse(String text) {
    return Arrays.stream(values()).filter(t -> t.wireName().equals(text)).findFirst();
  }

  static String names() {
    return Arrays.stream(values()).map(Target::wireName).collect(Collectors.joining(", "));
  }
}
