package dev.parallax.ingestion.plan;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.parallax.contracts.behaviour.CustomerEvent;
import dev.parallax.ingestion.call.EventNames;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Sorts events by name and works out a schema for each. Spellings of one name are one event, called
 * as it was first seen.
 */
final class Proposals {
  /** Names are sent by strangers: further ones are passed over. */
  private static final int MOST_EVENTS = 500;

  private final Places places = new Places(Places.MOST);
  private final String wanted;
  private final Map<String, Seen> byKey = new TreeMap<>();

  private record Seen(String event, Inference inference) {}

  /**
   * @param event the only one to look at, null for all
   */
  Proposals(String event) {
    this.wanted = event == null ? null : EventNames.key(event);
  }

  /** Looks at one event of the log. */
  void add(CustomerEvent event) {
    switch (event.type()) {
      case "track" -> {
        if (event.name() != null) {
          add(event.name(), event.properties());
        }
      }
      case "page", "screen", "identify" -> add("$" + event.type(), event.properties());
      case "group" -> {
        ObjectNode traits = event.properties().deepCopy();
        traits.remove("groupId"); // Of the call, not of its traits.
        add("$group", traits);
      }
      default -> {}
    }
  }

  void add(String event, ObjectNode described) {
    String key = EventNames.key(event);
    if ((wanted != null && !wanted.equals(key))
        || PlanChange.checkName(event).isPresent()
        || (byKey.size() >= MOST_EVENTS && !byKey.containsKey(key))) {
      return;
    }
    byKey
        .computeIfAbsent(key, k -> new Seen(event, new Inference(places)))
        .inference()
        .add(described);
  }

  /** A draft for each event; those whose schema would be too large to be kept are left out. */
  Collection<Draft> drafts(Instant now) {
    return byKey.values().stream()
        .map(
            seen ->
                new Draft(
                    seen.event(), seen.inference().observed(), now, seen.inference().schema()))
        .filter(draft -> SchemaCheck.errors(draft.schema()).isEmpty())
        .toList();
  }

  /** Names of the drafts with how many events each was made of, for the answer of a job. */
  static ObjectNode summary(Collection<Draft> drafts) {
    ObjectNode summary = com.fasterxml.jackson.databind.node.JsonNodeFactory.instance.objectNode();
    List.copyOf(drafts).forEach(draft -> summary.put(draft.event(), draft.observed()));
    return summary;
  }
}
