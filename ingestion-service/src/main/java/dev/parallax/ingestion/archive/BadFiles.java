package dev.parallax.ingestion.archive;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** Files that cannot be read, with the jobs of those whom each may name. */
final class BadFiles {
  private static final int MOST_NAMED = 3;

  private final Map<String, Set<String>> jobs = new TreeMap<>();

  /**
   * As {@link #toJson()} gave them.
   *
   * @param everybody the jobs of all: an earlier release did not write down whom a file may name
   */
  static BadFiles of(JsonNode state, Collection<String> everybody) {
    BadFiles files = new BadFiles();
    if (state.isArray()) {
      state.forEach(path -> files.add(path.asText(), everybody));
    }
    for (Map.Entry<String, JsonNode> file : state.properties()) {
      List<String> held = new ArrayList<>();
      file.getValue().forEach(job -> held.add(job.asText()));
      files.add(file.getKey(), held);
    }
    return files;
  }

  void add(String path, Collection<String> held) {
    jobs.computeIfAbsent(path, file -> new TreeSet<>()).addAll(held);
  }

  ObjectNode toJson() {
    ObjectNode state = JsonNodeFactory.instance.objectNode();
    jobs.forEach(
        (path, held) -> {
          ArrayNode list = state.putArray(path);
          held.forEach(list::add);
        });
    return state;
  }

  /** What is the matter, by job; who is not in it is held up by no file. */
  Map<String, String> errors() {
    Map<String, List<String>> files = new HashMap<>();
    jobs.forEach(
        (path, held) ->
            held.forEach(job -> files.computeIfAbsent(job, j -> new ArrayList<>()).add(path)));
    Map<String, String> errors = new HashMap<>();
    files.forEach((job, paths) -> errors.put(job, error(paths)));
    return errors;
  }

  private static String error(List<String> paths) {
    return "of the archive's files "
        + paths.size()
        + " cannot be read; put them right or delete them: "
        + String.join(", ", paths.subList(0, Math.min(MOST_NAMED, paths.size())));
  }
}
