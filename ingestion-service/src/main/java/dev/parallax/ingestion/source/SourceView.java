package dev.parallax.ingestion.source;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.List;

/**
 * A source as administrators see it.
 *
 * @param rate null where the default holds
 * @param configured whether it is made by the configuration, and cannot be changed here
 * @param keys newest first; those of a configured source are not listed
 */
@JsonInclude(JsonInclude.Include.ALWAYS)
record SourceView(
    String name,
    String description,
    List<Scope> scopes,
    List<String> origins,
    SourceRate rate,
    boolean enabled,
    boolean configured,
    Instant createdAt,
    Instant changedAt,
    List<SourceKey> keys) {

  static SourceView of(
      SourceDefinition source, Instant createdAt, Instant changedAt, List<SourceKey> keys) {
    return new SourceView(
        source.name(),
        source.description(),
        source.scopes().stream().sorted().toList(),
        source.origins(),
        source.rate(),
        source.enabled(),
        createdAt == null,
        createdAt,
        changedAt,
        keys);
  }
}
