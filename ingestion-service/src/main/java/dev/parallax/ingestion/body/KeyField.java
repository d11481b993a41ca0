package dev.parallax.ingestion.body;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;

/** The write key within a body, for those who cannot send a header. */
public final class KeyField {
  private static final String NAME = "writeKey";

  private KeyField() {}

  /**
   * The text {@code writeKey} of the outermost object, null when there is none. Only read past, no
   * tree is built: whose body it is is not known yet.
   */
  public static String of(byte[] body) {
    try (JsonParser parser = JsonTrees.parser(body)) {
      if (parser.nextToken() != JsonToken.START_OBJECT) {
        return null;
      }
      while (parser.nextToken() == JsonToken.FIELD_NAME) {
        String name = parser.currentName();
        JsonToken value = parser.nextToken();
        if (name.equals(NAME)) {
          return value == JsonToken.VALUE_STRING ? parser.getText() : null;
        }
        parser.skipChildren();
      }
      return null;
    } catch (IOException e) {
      return null;
    }
  }
}
