package dev.parallax.ingestion.body;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.parallax.ingestion.validation.Checked;
import dev.parallax.ingestion.validation.Code;
import java.io.IOException;

/** Parses what strangers send: bounded depth, exact decimals, nothing after the value. */
public final class JsonTrees {
  private static final int DEEPEST = 64;
  private static final JsonMapper MAPPER =
      JsonMapper.builder(
              JsonFactory.builder()
                  .streamReadConstraints(
                      StreamReadConstraints.builder()
                          .maxNestingDepth(DEEPEST)
                          .maxNumberLength(100)
                          .build())
                  .build())
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .build();
  private static final ObjectReader WHOLE =
      MAPPER.reader().with(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

  private JsonTrees() {}

  /** Reads one value and leaves what follows it. */
  static JsonMapper mapper() {
    return MAPPER;
  }

  static JsonParser parser(byte[] json) throws IOException {
    return parser(json, 0, json.length);
  }

  static JsonParser parser(byte[] json, int from, int length) throws IOException {
    return MAPPER.getFactory().createParser(json, from, length);
  }

  /** The value, or that it is no JSON. */
  public static Checked<JsonNode> parse(byte[] json) {
    return parse(json, 0, json.length);
  }

  static Checked<JsonNode> parse(byte[] json, int from, int length) {
    try {
      JsonNode node = WHOLE.readTree(json, from, length);
      return node == null || node.isMissingNode()
          ? Checked.invalid(Code.NOT_JSON, "body", "must be JSON, not empty")
          : Checked.valid(node);
    } catch (IOException e) {
      return unreadable(e);
    }
  }

  static <T> Checked<T> unreadable(IOException e) {
    String where =
        e instanceof JsonProcessingException json && json.getLocation() != null
            ? " (line "
                + json.getLocation().getLineNr()
                + ", column "
                + json.getLocation().getColumnNr()
                + ")"
            : "";
    return Checked.invalid(Code.NOT_JSON, "body", "must be valid JSON" + where);
  }
}
