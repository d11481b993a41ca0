package dev.parallax.ingestion.mapping;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/**
 * A mapping node of the YAML. Everything that is wrong is put on one list, with its path, so that a
 * writer does not have to come back for each mistake.
 */
final class Part {
  private final JsonNode node;
  private final String path;
  private final List<MappingMistake> mistakes;
  private final Set<String> asked = new LinkedHashSet<>();

  Part(JsonNode node, String path, List<MappingMistake> mistakes) {
    this.node = node.isObject() ? node : MissingNode.getInstance();
    this.path = path;
    this.mistakes = mistakes;
    if (!node.isObject()) {
      mistakes.add(
          new MappingMistake(path.isEmpty() ? "mapping" : path, "must have named settings"));
    }
  }

  boolean has(String name) {
    asked.add(name);
    return node.hasNonNull(name);
  }

  JsonNode get(String name) {
    asked.add(name);
    return node.path(name);
  }

  void wrong(String name, String message) {
    mistakes.add(new MappingMistake(at(name), message));
  }

  String at(String name) {
    return path.isEmpty() ? name : name.isEmpty() ? path : path + "." + name;
  }

  /** A text or number as text; null where there is none. */
  String text(String name) {
    JsonNode value = get(name);
    if (value.isMissingNode() || value.isNull()) {
      return null;
    }
    if (!value.isValueNode()) {
      wrong(name, "must be a text");
      return null;
    }
    return value.asText();
  }

  String text(String name, String otherwise) {
    String text = text(name);
    return text == null ? otherwise : text;
  }

  boolean flag(String name, boolean otherwise) {
    JsonNode value = get(name);
    if (value.isMissingNode() || value.isNull()) {
      return otherwise;
    }
    if (!value.isBoolean()) {
      wrong(name, "must be true or false");
    }
    return value.asBoolean(otherwise);
  }

  /** A text that is turned into something, or null; what the function throws is a mistake. */
  <T> T read(String name, Function<String, T> reader, String wanted) {
    String text = text(name);
    if (text == null) {
      return null;
    }
    try {
      T value = reader.apply(text);
      if (value != null) {
        return value;
      }
    } catch (RuntimeException e) {
      // Told below, the same for every way to be wrong.
    }
    wrong(name, wanted);
    return null;
  }

  /** One text or a list of them. */
  List<String> texts(String name) {
    JsonNode value = get(name);
    if (value.isMissingNode() || value.isNull()) {
      return List.of();
    }
    if (value.isValueNode()) {
      return List.of(value.asText());
    }
    List<String> texts = new ArrayList<>();
    for (JsonNode each : value) {
      if (value.isArray() && each.isValueNode()) {
        texts.add(each.asText());
      }
    }
    if (texts.size() != value.size()) {
      wrong(name, "must be a list of texts");
    }
    return texts;
  }

  /** A part of this one, null where there is none. */
  Part part(String name) {
    return has(name) ? new Part(get(name), at(name), mistakes) : null;
  }

  /** What is named within a part of this one, in the order of the YAML. */
  Map<String, JsonNode> entries(String name) {
    Map<String, JsonNode> entries = new LinkedHashMap<>();
    if (has(name)) {
      JsonNode value = get(name);
      if (value.isObject()) {
        value.properties().forEach(entry -> entries.put(entry.getKey(), entry.getValue()));
      } else {
        wrong(name, "must have named entries");
      }
    }
    return entries;
  }

  List<MappingMistake> mistakes() {
    return mistakes;
  }

  /** To be called once everything has been asked for: what was not is a slip of the pen. */
  void refuseOthers() {
    node.properties()
        .forEach(
            entry -> {
              if (!asked.contains(entry.getKey())) {
                wrong(entry.getKey(), "is not known here; known are " + String.join(", ", asked));
              }
            });
  }
}
