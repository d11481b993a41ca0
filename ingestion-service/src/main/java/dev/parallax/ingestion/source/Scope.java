package dev.parallax.ingestion.source;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** What a source may send, and say. */
public enum Scope {
  /** The calls of the Segment API. */
  BEHAVIOUR,
  TRANSACTIONS,
  CATALOG,
  FEEDBACK,
  READINGS,
  /** To say that two customers are one: by alias, or by an identifier that is somebody's. */
  IDENTITY,
  /** To answer on consent for customers, and not only for the visitor who sends. */
  CONSENT;

  /** What nobody gets unasked whose key pages have. */
  static final Set<Scope> OF_SERVERS = Set.of(IDENTITY, CONSENT);

  @JsonValue
  public String wireName() {
    return name().toLowerCase(Locale.ROOT);
  }

  static Optional<Scope> parse(String text) {
    return Arrays.stream(values()).filter(scope -> scope.wireName().equals(text)).findFirst();
  }

  /** The wire names of all. */
  static String names() {
    return Arrays.stream(values()).map(Scope::wireName).collect(Collectors.joining(", "));
  }

  /**
   * @param kind what a request is to be, as the quarantine calls it: track, batch, transaction, …
   */
  public static Scope ofKind(String kind) {
    return switch (kind) {
      case "transaction" -> TRANSACTIONS;
      case "catalog" -> CATALOG;
      case "feedback" -> FEEDBACK;
      case "reading" -> READINGS;
      default -> BEHAVIOUR;
    };
  }
}
