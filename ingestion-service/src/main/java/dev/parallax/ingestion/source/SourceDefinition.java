package dev.parallax.ingestion.source;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * What is known of a source beside its keys.
 *
 * @param origins patterns as {@link OriginPattern} has them; empty: wherever a page is
 * @param rate null for the default
 */
record SourceDefinition(
    String name,
    String description,
    Set<Scope> scopes,
    List<String> origins,
    SourceRate rate,
    boolean enabled) {
  SourceDefinition {
    scopes = scopes.isEmpty() ? Set.of() : Set.copyOf(EnumSet.copyOf(scopes));
    origins = List.copyOf(origins);
  }

  Authority authority() {
    return new Authority(scopes.contains(Scope.IDENTITY), scopes.contains(Scope.CONSENT));
  }

  /** A source whose key is in the configuration: it may send and say everything. */
  static SourceDefinition ofConfigured(String name) {
    return new SourceDefinition(
        name,
        "configured by PARALLAX_WRITE_KEYS_" + name.toUpperCase(java.util.Locale.ROOT),
        EnumSet.allOf(Scope.class),
        List.of(),
        null,
        true);
  }
}
