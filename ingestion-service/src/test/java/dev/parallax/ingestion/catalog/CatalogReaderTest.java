package dev.parallax.ingestion.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.parallax.contracts.catalog.CatalogItemChanged;
import dev.parallax.contracts.wire.EventJson;
import dev.parallax.ingestion.validation.Checked;
import dev.parallax.ingestion.validation.Mistake;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CatalogReaderTest {
  private static final String ITEM =
      "{\"itemId\":\"P1\",\"name\":\"Mug\",\"category\":\"kitchen\",\"price\":1,\"currency\":\"EUR\",\"attributes\":{}}";

  @Test
  void namesOfAttributesAreMaskedAsTheirValuesAre() {
    Checked<CatalogItemChanged> read =
        read(ITEM.replace("{}", "{\"by ann@example.com\":\"ann@example.com\"}"));
    assertThat(((Checked.Valid<CatalogItemChanged>) read).value().attributes())
        .isEqualTo(Map.of("by [email]", "[email]"));
  }

  @Test
  void anItemIsNotNamedByAnAddress() {
    Checked<CatalogItemChanged> read = read(ITEM.replace("P1", "ann@example.com"));
    assertThat(((Checked.Invalid<CatalogItemChanged>) read).mistakes())
        .extracting(Mistake::field)
        .containsExactly("itemId");
  }

  private static Checked<CatalogItemChanged> read(String body) {
    JsonNode node = EventJson.read(body.getBytes(StandardCharsets.UTF_8), JsonNode.class);
    return new CatalogReader().read(node, "shop", Instant.parse("2026-03-01T12:00:00Z"));
  }
}
