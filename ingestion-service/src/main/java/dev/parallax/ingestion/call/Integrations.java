package dev.parallax.ingestion.call;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;

/**
 * The {@code integrations} of a call: which tools its sender means it for, by name, {@code All} for
 * those it does not name. An object instead of true has options for that tool.
 *
 * @see <a href="https://segment.com/docs/connections/spec/common/">Segment spec, common fields</a>
 */
public final class Integrations {
  private static final String FIELD = "integrations";
  private static final String ALL = "All";

  /** Ours, and the one that analytics.js gives whatever collector it sends to. */
  private static final String[] OURS = {"Parallax", "Segment.io"};

  private static final int MOST_NAMES = 50;

  private Integrations() {}

  /**
   * Whether the sender does not mean the call for us: by our name, or by excluding all without
   * naming us.
   */
  public static boolean excludeUs(JsonNode call) {
    if (!(call.get(FIELD) instanceof ObjectNode integrations)) {
      return false;
    }
    for (String name : OURS) {
      if (integrations.hasNonNull(name)) {
        return isNo(integrations.get(name));
      }
    }
    return isNo(integrations.path(ALL));
  }

  /**
   * What holds for a whole batch holds for each of its calls, but for the names it names itself.
   */
  public static void inherit(JsonNode call, ObjectNode envelope) {
    if (envelope.get(FIELD) instanceof ObjectNode ofAll && call instanceof ObjectNode one) {
      JsonNode own = one.get(FIELD);
      if (own == null || own.isNull()) {
        one.set(FIELD, ofAll);
      } else if (own instanceof ObjectNode named) {
        one.set(FIELD, Overlay.of(ofAll, named));
      }
    }
  }

  /**
   * The context with the names and a yes or no for each, so that whoever passes the event on knows;
   * their options stay here, since nobody knows what is in them.
   */
  static ObjectNode keep(ObjectNode context, ObjectNode integrations) {
    if (integrations == null || integrations.isEmpty()) {
      return context;
    }
    ObjectNode kept = JsonNodeFactory.instance.objectNode();
    if (context != null) {
      kept.setAll(context); // not in place: a batch's context belongs to all its calls
    }
    ObjectNode answers = kept.putObject(FIELD);
    for (Map.Entry<String, JsonNode> answer : integrations.properties()) {
      if (answers.size() < MOST_NAMES) {
        answers.put(answer.getKey(), !isNo(answer.getValue()));
      }
    }
    return kept;
  }

  private static boolean isNo(JsonNode answer) {
    return answer.isBoolean() && !answer.booleanValue();
  }
}
