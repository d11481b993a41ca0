package dev.parallax.console.description;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * One OpenAPI document made of several.
 *
 * <p>Paths are taken from whoever has them first. Schemas, answers and the like that several have
 * under one name are kept once where they are the same; where they differ, the later one gets the
 * name of its service in front, and with it all that refer to it.
 */
final class WholeDescription {
  private static final String REFERENCE = "$ref";
  private static final Set<String> METHODS =
      Set.of("get", "put", "post", "delete", "patch", "head", "options");
  private static final String COMPONENTS = "#/components/";

  private final JsonObject paths = new JsonObject();
  private final JsonObject components = new JsonObject();

  /** Adds what a service says of itself; its operations get its name as their tag. */
  void add(String service, JsonObject document) {
    JsonObject theirs = document.getJsonObject("components", new JsonObject());
    Map<String, String> renamed = renamed(service, theirs);
    for (String kind : theirs.fieldNames()) {
      JsonObject ours = objectIn(components, kind);
      JsonObject named = theirs.getJsonObject(kind);
      for (String name : named.fieldNames()) {
        String reference = COMPONENTS + kind + "/" + name;
        String kept = renamed.getOrDefault(reference, reference);
        ours.put(
            kept.substring(kept.lastIndexOf('/') + 1), rewritten(named.getValue(name), renamed));
      }
    }
    JsonObject theirPaths = document.getJsonObject("paths", new JsonObject());
    for (String path : theirPaths.fieldNames()) {
      if (!paths.containsKey(path)) {
        paths.put(path, tagged(service, rewritten(theirPaths.getValue(path), renamed)));
      }
    }
  }

  /** The whole; those who could not be asked are named, so that a part is not taken for it. */
  JsonObject document(List<String> unavailable) {
    JsonObject info =
        new JsonObject()
            .put("title", "Parallax")
            .put("version", "1")
            .put("description", "All services, as they are reached through the front door.");
    JsonObject whole =
        new JsonObject().put("openapi", "3.1.0").put("info", info).put("paths", paths);
    if (!components.isEmpty()) {
      whole.put("components", components);
    }
    return unavailable.isEmpty()
        ? whole
        : whole.put("x-unavailable", new JsonArray(List.copyOf(unavailable)));
  }

  /** References that need another name: those that differ, and those that refer to such a one. */
  private Map<String, String> renamed(String service, JsonObject theirs) {
    Map<String, String> renamed = new HashMap<>();
    boolean found = true;
    while (found) {
      found = false;
      for (String kind : theirs.fieldNames()) {
        JsonObject ours = components.getJsonObject(kind, new JsonObject());
        JsonObject named = theirs.getJsonObject(kind);
        for (String name : named.fieldNames()) {
          String reference = COMPONENTS + kind + "/" + name;
          if (ours.containsKey(name)
              && !renamed.containsKey(reference)
              && !Objects.equals(ours.getValue(name), rewritten(named.getValue(name), renamed))) {
            renamed.put(reference, COMPONENTS + kind + "/" + prefixed(service, name));
            found = true;
          }
        }
      }
    }
    return renamed;
  }

  private static String prefixed(String service, String name) {
    return service.substring(0, 1).toUpperCase(Locale.ROOT) + service.substring(1) + name;
  }

  private static Object rewritten(Object value, Map<String, String> renamed) {
    return switch (value) {
      case JsonObject object -> {
        JsonObject copy = new JsonObject(new LinkedHashMap<>());
        for (String field : object.fieldNames()) {
          Object inside = object.getValue(field);
          copy.put(
              field,
              field.equals(REFERENCE) && inside instanceof String reference
                  ? renamed.getOrDefault(reference, reference)
                  : rewritten(inside, renamed));
        }
        yield copy;
      }
      case JsonArray array -> {
        JsonArray copy = new JsonArray();
        for (int i = 0; i < array.size(); i++) {
          copy.add(rewritten(array.getValue(i), renamed));
        }
        yield copy;
      }
      case null -> null;
      default -> value;
    };
  }

  private static Object tagged(String service, Object path) {
    if (path instanceof JsonObject operations) {
      for (String method : operations.fieldNames()) {
        if (METHODS.contains(method)
            && operations.getValue(method) instanceof JsonObject operation) {
          operation.put("tags", new JsonArray().add(service));
        }
      }
    }
    return path;
  }

  private static JsonObject objectIn(JsonObject parent, String name) {
    if (!parent.containsKey(name)) {
      parent.put(name, new JsonObject());
    }
    return parent.getJsonObject(name);
  }
}
