package dev.parallax.ingestion.profile;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.parallax.contracts.wire.EventJson;
import dev.parallax.contracts.wire.UnreadableEventException;
import dev.parallax.ingestion.validation.Storable;
import java.nio.charset.StandardCharsets;

/**
 * Reads what is stored of a customer. Traits with a number that takes more digits than any reader
 * allows were once let in, and are dropped: they must not make the rest unreadable for good.
 */
final class StoredState {
  /** So many digits PostgreSQL's numeric has at most, before and after the point together. */
  private static final int MOST_DIGITS = 150_000;

  private static final JsonMapper WIDE =
      JsonMapper.builder(
              JsonFactory.builder()
                  .streamReadConstraints(
                      StreamReadConstraints.builder().maxNumberLength(MOST_DIGITS).build())
                  .build())
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .build();

  private StoredState() {}

  static ObjectNode read(String json) {
    try {
      return EventJson.read(json.getBytes(StandardCharsets.UTF_8), ObjectNode.class);
    } catch (UnreadableEventException e) {
      return withoutVastNumbers(json, e);
    }
  }

  private static ObjectNode withoutVastNumbers(String json, UnreadableEventException unreadable) {
    try {
      ObjectNode state = WIDE.readValue(json, ObjectNode.class);
      state.withObjectProperty("traits").removeIf(trait -> !Storable.isStorable(trait));
      return state;
    } catch (JsonProcessingException e) {
      throw unreadable;
    }
  }
}
