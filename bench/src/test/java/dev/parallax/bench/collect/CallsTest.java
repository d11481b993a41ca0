package dev.parallax.bench.collect;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class CallsTest {
  private final Calls calls = new Calls("key", 100);

  @Test
  void aBatchHasEventsAndSignInsAllWithConsentAndNoIdTwice() throws IOException {
    Set<String> ids = new HashSet<>();
    List<String> types = new ArrayList<>();
    for (int i = 0; i < 70; i++) { // Past the variants, which come again with other ids.
      JsonNode batch = body(calls.batch()).path("batch");
      assertThat(batch).hasSize(100);
      for (JsonNode call : batch) {
        ids.add(call.path("messageId").asText());
        types.add(call.path("type").asText());
        assertThat(call.at("/context/consent/categoryPreferences/analytics").asBoolean()).isTrue();
        assertThat(call.has("userId") || call.has("anonymousId")).isTrue();
      }
    }
    assertThat(ids).hasSize(7_000);
    assertThat(types).filteredOn("identify"::equals).hasSize(140);
    assertThat(types).filteredOn("track"::equals).hasSize(6_860);
  }

  @Test
  void whoSignsInIsKnownAsAVisitorToo() throws IOException {
    JsonNode signIn = body(calls.batch()).path("batch").path(0);
    assertThat(signIn.path("userId").asText().substring(1))
        .isEqualTo(signIn.path("anonymousId").asText().substring(1));
    assertThat(signIn.at("/traits/email").asText()).endsWith("@shop.example");
  }

  @Test
  void singleCallsAreEvents() throws IOException {
    for (int i = 0; i < 70; i++) {
      JsonNode call = body(calls.single());
      assertThat(call.path("type").asText()).isEqualTo("track");
      assertThat(call.at("/context/consent/categoryPreferences/marketing").asBoolean(true))
          .isFalse();
    }
  }

  /** As long as its head says. */
  private static JsonNode body(ByteBuffer request) throws IOException {
    String text = StandardCharsets.US_ASCII.decode(request).toString();
    int end = text.indexOf("\r\n\r\n");
    String body = text.substring(end + 4);
    assertThat(text.substring(0, end)).contains("Content-Length: " + body.length());
    return new ObjectMapper().readTree(body);
  }
}
