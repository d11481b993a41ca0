package dev.parallax.ingestion.call;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** The calls of the Segment spec. */
public enum CallType {
  TRACK,
  IDENTIFY,
  PAGE,
  SCREEN,
  GROUP,
  ALIAS;

  /** As it stands in {@code type}. */
  public String wireName() {
    return name().toLowerCase(Locale.ROOT);
  }

  public static Optional<CallType> parse(String text) {
    return Arrays.stream(values()).filter(t -> t.wireName().equals(text)).findFirst();
  }

  static String list() {
    return Arrays.stream(values()).map(CallType::wireName).collect(Collectors.joining(", "));
  }
}
