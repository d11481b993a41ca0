package dev.parallax.ingestion.reading;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.parallax.contracts.reading.ReadingTaken;
import dev.parallax.contracts.wire.EventJson;
import dev.parallax.ingestion.validation.Checked;
import dev.parallax.kit.pseudonym.Pseudonyms;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class ReadingReaderTest {
  private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");

  @Test
  void noWordOfASensorCarriesAnAddressOut() {
    String body =
        """
        {"device":"of ann@example.com","metric":"dwell","value":1,"unit":"ann@example.com",
         "place":"desk of ann@example.com","occurredAt":"2026-03-01T11:00:00Z"}
        """;
    JsonNode node = EventJson.read(body.getBytes(StandardCharsets.UTF_8), JsonNode.class);
    ReadingTaken taken =
        ((Checked.Valid<ReadingTaken>)
                new ReadingReader(new Pseudonyms(new byte[32])).read(node, "shop", NOW))
            .value();
    assertThat(taken.unit()).isEqualTo("[email]");
    assertThat(EventJson.write(taken)).asString(StandardCharsets.UTF_8).doesNotContain("ann");
  }
}
