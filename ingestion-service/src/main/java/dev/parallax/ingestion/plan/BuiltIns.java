package dev.parallax.ingestion.plan;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.parallax.contracts.wire.EventJson;
import dev.parallax.ingestion.call.EventNames;
import dev.parallax.ingestion.plan.PlanVersion.Policy;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The events of the Segment e-commerce spec (v2), pages and screens, as {@code segment.json} has
 * them.
 */
final class BuiltIns {
  private static final Map<String, PlanVersion> BY_KEY = read();

  private BuiltIns() {}

  /** Version 0 of each, by the key of its name. */
  static Map<String, PlanVersion> byKey() {
    return BY_KEY;
  }

  private static Map<String, PlanVersion> read() {
    Map<String, PlanVersion> plans = new LinkedHashMap<>();
    try (InputStream in = BuiltIns.class.getResourceAsStream("segment.json")) {
      JsonNode file = EventJson.mapper().readTree(in);
      for (Map.Entry<String, JsonNode> event : file.path("events").properties()) {
        JsonNode plan = event.getValue();
        ObjectNode schema = plan.path("schema").deepCopy();
        if (schema.toString().contains("$ref")) {
          schema.set("$defs", file.path("$defs"));
        }
        plans.put(
            EventNames.key(event.getKey()),
            new PlanVersion(
                event.getKey(),
                0,
                true,
                Policy.parse(plan.path("policy").asText()).orElseThrow(),
                plan.path("description").asText(),
                schema,
                null));
      }
    } catch (IOException e) {
      throw new UncheckedIOException("segment.json is unreadable", e);
    }
    return Map.copyOf(plans);
  }
}
