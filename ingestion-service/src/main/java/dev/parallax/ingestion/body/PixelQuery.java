package dev.parallax.ingestion.body;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The body that stands in an image's address: whole, as {@code data} (Segment's convention), or a
 * parameter for each field, with points for what is deeper (RudderStack's).
 */
public final class PixelQuery {
  private static final String DATA = "data";
  private static final int DEEPEST = 8;
  private static final Set<String> TRUTHS = Set.of("true", "false");

  private PixelQuery() {}

  /** JSON as far as the sender wrote any. */
  public static byte[] body(Map<String, List<String>> parameters) {
    List<String> data = parameters.get(DATA);
    if (data != null && !data.isEmpty()) {
      return decode(data.getFirst().strip());
    }
    ObjectNode call = JsonNodeFactory.instance.objectNode();
    parameters.forEach((name, values) -> put(call, name, values.getFirst()));
    return call.toString().getBytes(StandardCharsets.UTF_8);
  }

  private static byte[] decode(String data) {
    if (!data.startsWith("{")) {
      try {
        // A plus of base64 is a space in a query that was not encoded.
        String url = data.replace(' ', '-').replace('+', '-').replace('/', '_').replace("=", "");
        return Base64.getUrlDecoder().decode(url);
      } catch (IllegalArgumentException e) {
        // Is told as what it is: no JSON.
      }
    }
    return data.getBytes(StandardCharsets.UTF_8);
  }

  private static void put(ObjectNode call, String name, String value) {
    String[] path = name.split("\\.", DEEPEST);
    ObjectNode at = call;
    for (int i = 0; i < path.length - 1; i++) {
      JsonNode next = at.get(path[i]);
      if (next != null && !next.isObject()) {
        return; // a field cannot be a text and have fields
      }
      at = next == null ? at.putObject(path[i]) : (ObjectNode) next;
    }
    String last = path[path.length - 1];
    if (at.has(last)) {
      return;
    }
    if (TRUTHS.contains(value)) {
      at.put(last, Boolean.parseBoolean(value));
    } else {
      at.put(last, value);
    }
  }
}
