package dev.parallax.ingestion.mapping;

import com.fasterxml.jackson.databind.JsonNode;

/** One thing that is done to a value on its way. */
@FunctionalInterface
interface Step {
  /**
   * @param value never missing or null
   * @return null when nothing is left of it
   */
  JsonNode apply(JsonNode value) throws BadValueException;
}
