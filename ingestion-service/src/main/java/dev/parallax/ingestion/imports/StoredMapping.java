package dev.parallax.ingestion.imports;

import java.time.Instant;

/**
 * A mapping as it is kept; a version never changes.
 *
 * @param version from 1
 * @param definition its YAML
 */
public record StoredMapping(
    String name, int version, String target, String definition, Instant createdAt) {
  /** The name of those that came along with a file. */
  static final String INLINE = "inline";

  /** By which an import knows it. */
  String reference() {
    return name + "@" + version;
  }
}
