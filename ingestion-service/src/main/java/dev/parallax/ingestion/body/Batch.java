package dev.parallax.ingestion.body;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.parallax.ingestion.validation.Checked;
import dev.parallax.ingestion.validation.Code;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A body with many inputs, each still with the bytes it came as: for its size, and for the
 * quarantine.
 *
 * @param envelope the fields beside the inputs; empty when the body is a plain array or a single
 *     input
 */
public record Batch(ObjectNode envelope, List<Item> items) {

  /** One input; {@code from} and {@code to} are its place in {@code body}. */
  public record Item(JsonNode node, byte[] body, int from, int to) {
    public int size() {
      return to - from;
    }

    /** The input as it came. */
    public byte[] payload() {
      return from == 0 && to == body.length ? body : Arrays.copyOfRange(body, from, to);
    }
  }

  /** {@code {"batch": [...], "sentAt": …}}. */
  public static Checked<Batch> ofSegment(byte[] body) {
    try (JsonParser parser = JsonTrees.parser(body)) {
      if (parser.nextToken() != JsonToken.START_OBJECT) {
        return Checked.invalid(
            body.length == 0 ? Code.NOT_JSON : Code.WRONG_TYPE,
            "body",
            "must be an object with batch");
      }
      ObjectNode envelope = JsonNodeFactory.instance.objectNode();
      List<Item> items = null;
      while (parser.nextToken() == JsonToken.FIELD_NAME) {
        String name = parser.currentName();
        parser.nextToken();
        if (!"batch".equals(name)) {
          envelope.set(name, JsonTrees.mapper().readTree(parser));
        } else if (items != null) { // Whose calls should count?
          return Checked.invalid(Code.INVALID_VALUE, "batch", "must be given once");
        } else if (parser.currentToken() == JsonToken.START_ARRAY) {
          items = items(parser, body);
        } else {
          return Checked.invalid(Code.WRONG_TYPE, "batch", "must be an array of calls");
        }
      }
      if (parser.nextToken() != null) {
        return Checked.invalid(Code.NOT_JSON, "body", "must be one JSON value");
      }
      return items == null
          ? Checked.invalid(Code.MISSING_FIELD, "batch", "must be an array of calls")
          : Checked.valid(new Batch(envelope, items));
    } catch (IOException e) {
      return JsonTrees.unreadable(e);
    }
  }

  /** One input or an array of them. */
  public static Checked<Batch> ofOneOrMany(byte[] body) {
    ObjectNode none = JsonNodeFactory.instance.objectNode();
    try (JsonParser parser = JsonTrees.parser(body)) {
      JsonToken first = parser.nextToken();
      if (first == JsonToken.START_ARRAY) {
        List<Item> items = items(parser, body);
        return parser.nextToken() == null
            ? Checked.valid(new Batch(none, items))
            : Checked.invalid(Code.NOT_JSON, "body", "must be one JSON value");
      }
      if (first != JsonToken.START_OBJECT) {
        return Checked.invalid(
            first == null ? Code.NOT_JSON : Code.WRONG_TYPE,
            "body",
            "must be an object or an array of objects");
      }
      JsonNode node = JsonTrees.mapper().readTree(parser);
      return parser.nextToken() == null
          ? Checked.valid(new Batch(none, List.of(new Item(node, body, 0, body.length))))
          : Checked.invalid(Code.NOT_JSON, "body", "must be one JSON value");
    } catch (IOException e) {
      return JsonTrees.unreadable(e);
    }
  }

  private static List<Item> items(JsonParser parser, byte[] body) throws IOException {
    List<Item> items = new ArrayList<>();
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      int from = (int) parser.currentTokenLocation().getByteOffset();
      JsonNode node = JsonTrees.mapper().readTree(parser);
      int to = (int) parser.currentLocation().getByteOffset();
      if (from < 0 || to > body.length || to < from) { // A body in UTF-16 has no byte offsets.
        byte[] rewritten = JsonTrees.mapper().writeValueAsBytes(node);
        items.add(new Item(node, rewritten, 0, rewritten.length));
      } else {
        items.add(new Item(node, body, from, to));
      }
    }
    return items;
  }
}
