package dev.parallax.ingestion.mapping;

import dev.parallax.contracts.Required;

/**
 * One thing wrong with a mapping.
 *
 * @param path of the field within the YAML ({@code fields.amount.money.locale})
 * @param message what would be right
 */
public record MappingMistake(String path, String message) {
  public MappingMistake {
    Required.text("path", path);
    Required.text("message", message);
  }
}
