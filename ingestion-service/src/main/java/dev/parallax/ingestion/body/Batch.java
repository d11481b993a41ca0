package dev.parallax.ingestion.body;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.parallax.ingestion.validation.Checked;
import dev.parallax.ingestion.validation.Code;
import dev.parallax.kit.privacy.PersonalText;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A body with many inputs, each as the bytes it came as. Of those of records, which may be many
 * times as large, no trees are made at first: a tree takes up to twenty times the memory of its
 * bytes, and whoever sends has not paid for the inputs before it is known how many there are.
 *
 * @param envelope the fields beside the inputs; empty when the body is a plain array or a single
 *     input
 * @param envelopeBytes what they have in the body
 */
public record Batch(ObjectNode envelope, int envelopeBytes, List<Item> items) {

  /**
   * One input; {@code from} and {@code to} are its place in {@code body}.
   *
   * @param tree of it, null when it was only found
   */
  public record Item(byte[] body, int from, int to, JsonNode tree) {
    public Item(byte[] body, int from, int to) {
      this(body, from, to, null);
    }

    public int size() {
      return to - from;
    }

    /** The input as it came. */
    public byte[] payload() {
      return from == 0 && to == body.length ? body : Arrays.copyOfRange(body, from, to);
    }

    /** The input as a tree, which is the caller's to change. */
    public Checked<JsonNode> node() {
      return tree != null ? Checked.valid(tree) : JsonTrees.parse(body, from, size());
    }

    /** A text or number of the input's own fields, null when there is none; no tree is made. */
    public String text(String field) {
      return TextField.of(field, body, from, size());
    }
  }

  /**
   * How much may be in a body, whatever its size.
   *
   * @param items how many inputs
   * @param envelope bytes of the fields beside them
   * @param envelopes bytes of these once they are said for each input, which is what they cost
   */
  public record Limits(int items, long envelope, long envelopes) {}

  /** Bytes of the envelope once it is said for each input. */
  public long envelopes() {
    return (long) envelopeBytes * items.size();
  }

  /** {@code {"batch": [...], "sentAt": …}}. */
  public static Checked<Batch> ofSegment(byte[] body, Limits limits) {
    try (JsonParser parser = JsonTrees.parser(body)) {
      if (parser.nextToken() != JsonToken.START_OBJECT) {
        return Checked.invalid(
            body.length == 0 ? Code.NOT_JSON : Code.WRONG_TYPE,
            "body",
            "must be an object with batch");
      }
      ObjectNode envelope = JsonNodeFactory.instance.objectNode();
      int envelopeBytes = 0;
      List<Item> items = null;
      while (parser.nextToken() == JsonToken.FIELD_NAME) {
        String name = parser.currentName();
        JsonToken value = parser.nextToken();
        if (!"batch".equals(name)) {
          Item field = item(parser, body, false);
          envelopeBytes += field.size();
          if (envelopeBytes > limits.envelope()) {
            return Checked.invalid(
                Code.TOO_LARGE,
                PersonalText.mask(name),
                "must have at most " + limits.envelope() + " bytes beside the calls");
          }
          envelope.set(name, JsonTrees.mapper().readTree(field.payload()));
        } else if (items != null) { // Whose calls should count?
          return Checked.invalid(Code.INVALID_VALUE, "batch", "must be given once");
        } else if (value == JsonToken.START_ARRAY) {
          items = items(parser, body, limits.items(), true);
          if (items.size() > limits.items()) {
            return tooMany("batch", limits.items());
          }
        } else {
          return Checked.invalid(Code.WRONG_TYPE, "batch", "must be an array of calls");
        }
      }
      if (parser.nextToken() != null) {
        return Checked.invalid(Code.NOT_JSON, "body", "must be one JSON value");
      }
      return items == null
          ? Checked.invalid(Code.MISSING_FIELD, "batch", "must be an array of calls")
          : new Batch(envelope, envelopeBytes, items).within(limits);
    } catch (IOException e) {
      return JsonTrees.unreadable(e);
    }
  }

  /**
   * One input or an array of them.
   *
   * @param most inputs
   */
  public static Checked<Batch> ofOneOrMany(byte[] body, int most) {
    ObjectNode none = JsonNodeFactory.instance.objectNode();
    try (JsonParser parser = JsonTrees.parser(body)) {
      JsonToken first = parser.nextToken();
      if (first != JsonToken.START_ARRAY && first != JsonToken.START_OBJECT) {
        return Checked.invalid(
            first == null ? Code.NOT_JSON : Code.WRONG_TYPE,
            "body",
            "must be an object or an array of objects");
      }
      List<Item> items = List.of(new Item(body, 0, body.length));
      if (first == JsonToken.START_OBJECT) {
        parser.skipChildren();
      } else {
        items = items(parser, body, most, false);
        if (items.size() > most) {
          return tooMany("body", most);
        }
      }
      return parser.nextToken() == null
          ? Checked.valid(new Batch(none, 0, items))
          : Checked.invalid(Code.NOT_JSON, "body", "must be one JSON value");
    } catch (IOException e) {
      return JsonTrees.unreadable(e);
    }
  }

  private Checked<Batch> within(Limits limits) {
    return envelopes() > limits.envelopes()
        ? Checked.invalid(
            Code.TOO_LARGE,
            "batch",
            "must have at most "
                + limits.envelopes() / envelopeBytes
                + " calls with so much beside them, which holds for each")
        : Checked.valid(this);
  }

  /** One more than {@code most} when there are more. */
  private static List<Item> items(JsonParser parser, byte[] body, int most, boolean trees)
      throws IOException {
    List<Item> items = new ArrayList<>();
    while (items.size() <= most && parser.nextToken() != JsonToken.END_ARRAY) {
      items.add(item(parser, body, trees));
    }
    return items;
  }

  /** The value that begins here. */
  private static Item item(JsonParser parser, byte[] body, boolean withTree) throws IOException {
    int from = (int) parser.currentTokenLocation().getByteOffset();
    if (from < 0) { // A body in UTF-16 has no byte offsets.
      byte[] rewritten = JsonTrees.mapper().writeValueAsBytes(JsonTrees.mapper().readTree(parser));
      return new Item(rewritten, 0, rewritten.length);
    }
    JsonNode tree = null;
    if (withTree) {
      tree = JsonTrees.mapper().readTree(parser);
    } else {
      parser.skipChildren();
    }
    parser.finishToken(); // Else the location is at the beginning of a text.
    return new Item(body, from, (int) parser.currentLocation().getByteOffset(), tree);
  }

  private static Checked<Batch> tooMany(String field, int most) {
    return Checked.invalid(Code.TOO_LARGE, field, "must have at most " + most + " elements");
  }
}
