package dev.parallax.ingestion.body;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;

/** A field of JSON that is only read past: no tree is made of it. */
public final class TextField {
  private static final String WRITE_KEY = "writeKey";

  private TextField() {}

  /**
   * The write key within a body, for those who cannot send a header; null when there is none. Whose
   * body it is is not known yet, and it may be the beginning of one only.
   */
  public static String writeKey(byte[] body) {
    return of(WRITE_KEY, body, 0, body.length, false);
  }

  /** The text or number of that name in the outermost object, null when there is none. */
  static String of(String field, byte[] json, int from, int length) {
    return of(field, json, from, length, true);
  }

  private static String of(String field, byte[] json, int from, int length, boolean numbers) {
    try (JsonParser parser = JsonTrees.parser(json, from, length)) {
      if (parser.nextToken() != JsonToken.START_OBJECT) {
        return null;
      }
      while (parser.nextToken() == JsonToken.FIELD_NAME) {
        String name = parser.currentName();
        JsonToken value = parser.nextToken();
        if (name.equals(field)) {
          return value == JsonToken.VALUE_STRING
                  || (numbers && value.isScalarValue() && value != JsonToken.VALUE_NULL)
              ? parser.getText()
              : null;
        }
        parser.skipChildren();
      }
      return null;
    } catch (IOException e) {
      return null;
    }
  }
}
