package dev.parallax.ingestion.records;

import com.fasterxml.jackson.databind.JsonNode;
import dev.parallax.contracts.ParallaxEvent;
import dev.parallax.ingestion.validation.Checked;
import java.time.Instant;

/** Turns the JSON of one record into its event, free of real ids, or says what is wrong with it. */
@FunctionalInterface
public interface RecordReader<E extends ParallaxEvent> {
  Checked<E> read(JsonNode node, String source, Instant receivedAt);
}
