package dev.parallax.ingestion.replay;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;

/**
 * What is to be sent again.
 *
 * @param from the earliest time of the log
 * @param to the time of the log up to which, exclusive; null: everything that is accepted when the
 *     job begins
 * @param service that gets it
 */
record ReplayRequest(String topic, Instant from, Instant to, String service) {
  /** Later than anything on the log. */
  private static final Instant END = Instant.parse("9999-12-31T23:59:59Z");

  static ReplayRequest of(ObjectNode params) {
    return new ReplayRequest(
        params.path("topic").asText(),
        Instant.parse(params.path("from").asText()),
        params.hasNonNull("to") ? Instant.parse(params.path("to").asText()) : null,
        params.path("service").asText());
  }

  Instant end() {
    return to == null ? END : to;
  }

  ObjectNode toParams() {
    return JsonNodeFactory.instance
        .objectNode()
        .put("topic", topic)
        .put("from", from.toString())
        .put("to", to == null ? null : to.toString())
        .put("service", service);
  }
}
