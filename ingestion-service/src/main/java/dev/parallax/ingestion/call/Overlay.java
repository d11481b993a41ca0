package dev.parallax.ingestion.call;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;

/**
 * What is said for a whole batch with what one of its calls says laid on it, field by field however
 * deep: most SDKs give each call a context of its own, which must not hide the batch's page, device
 * or refusals.
 *
 * @see <a href="https://segment.com/docs/connections/sources/catalog/libraries/server/http-api/">
 *     Segment HTTP API, batch</a>
 */
final class Overlay {
  private Overlay() {}

  /**
   * Either may be null. Neither is changed; what only one of them has is shared with the result. A
   * null of the call's says nothing: it cannot take back what was refused for the batch.
   */
  static ObjectNode of(ObjectNode batch, ObjectNode call) {
    if (batch == null || batch.isEmpty()) {
      return call;
    }
    if (call == null || call.isEmpty()) {
      return batch;
    }
    ObjectNode both = JsonNodeFactory.instance.objectNode();
    both.setAll(batch);
    for (Map.Entry<String, JsonNode> field : call.properties()) {
      JsonNode below = batch.get(field.getKey());
      JsonNode above = field.getValue();
      if (below instanceof ObjectNode ofBatch && above instanceof ObjectNode ofCall) {
        both.set(field.getKey(), of(ofBatch, ofCall));
      } else if (below == null || !above.isNull()) {
        both.set(field.getKey(), above);
      }
    }
    return both;
  }
}
