package dev.parallax.fraud.label;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.JsonDeserializer;
import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import java.io.IOException;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;

/** One label or an array of them. */
@JsonDeserialize(using = LabelRequests.Reader.class)
public record LabelRequests(List<LabelRequest> labels) {

  /** Takes both forms. */
  static final class Reader extends JsonDeserializer<LabelRequests> {
    @Override
    public LabelRequests deserialize(JsonParser parser, DeserializationContext context)
        throws IOException {
      if (parser.currentToken() == JsonToken.START_ARRAY) {
        return new LabelRequests(Arrays.asList(context.readValue(parser, LabelRequest[].class)));
      }
      return new LabelRequests(
          Collections.singletonList(context.readValue(parser, LabelRequest.class)));
    }
  }
}
