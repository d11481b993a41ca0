package dev.parallax.ingestion.replay;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;

/**
 * What is to be sent again.
 *
 * @param from the earliest time of the log
 * @param to the time of the log up to which, exclusive
 * @param service that gets it
 */
record ReplayRequest(String topic, Instant from, Instant to, String service) {
  static ReplayRequest of(ObjectNode params) {
    return new ReplayRequest(
        params.path("topic").asText(),
        Instant.parse(params.path("from").asText()),
        Instant.parse(params.path("to").asText()),
        params.path("service").asText());
  }

  ObjectNode toParams() {
    return JsonNodeFactory.instance
        .objectNode()
        .put("topic", topic)
        .put("from", from.toString())
        .put("to", to.toString())
        .put("service", service);
  }
}
