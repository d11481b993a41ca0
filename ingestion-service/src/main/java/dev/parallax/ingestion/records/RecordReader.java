package dev.parallax.ingestion.records;

import com.fasterxml.jackson.databind.JsonNode;
import dev.parallax.contracts.ParallaxEvent;
import dev.parallax.ingestion.validation.Checked;
import dev.parallax.ingestion.validation.Code;
import dev.parallax.ingestion.validation.Fields;
import dev.parallax.ingestion.validation.Mistakes;
import dev.parallax.ingestion.validation.Storable;
import java.time.Instant;

/** Turns the JSON of one record into its event, free of real ids, or says what is wrong with it. */
@FunctionalInterface
public interface RecordReader<E extends ParallaxEvent> {
  /** Reads a record of which nothing is known yet. */
  default Checked<E> read(JsonNode node, String source, Instant receivedAt) {
    if (!node.isObject()) {
      return Checked.invalid(Code.WRONG_TYPE, "body", "must be an object");
    }
    Mistakes mistakes = new Mistakes();
    Storable.check(node, mistakes);
    return mistakes.isEmpty()
        ? read(new Fields("", node, mistakes), mistakes, source, receivedAt)
        : new Checked.Invalid<>(mistakes.list());
  }

  /**
   * Reads an object that every store can hold.
   *
   * @param mistakes where {@code fields} puts what it finds
   */
  Checked<E> read(Fields fields, Mistakes mistakes, String source, Instant receivedAt);
}
