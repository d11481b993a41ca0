package dev.parallax.ingestion.body;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PixelQueryTest {
  private static final String CALL = "{\"event\":\"Mail Öffnen??>>\",\"userId\":\"u\"}";

  @Test
  void dataIsReadInEveryKindOfBase64AndAsItIs() {
    byte[] json = CALL.getBytes(StandardCharsets.UTF_8);
    String plain = Base64.getEncoder().encodeToString(json);
    assertThat(plain).as("has what a query may spoil").containsAnyOf("+", "/");
    for (String data :
        List.of(
            plain,
            plain.replace('+', ' '),
            Base64.getUrlEncoder().withoutPadding().encodeToString(json),
            CALL)) {
      assertThat(PixelQuery.body(Map.of("data", List.of(data)))).asString().isEqualTo(CALL);
    }
  }

  @Test
  void whatIsNeitherIsLeftToTheReader() {
    assertThat(PixelQuery.body(Map.of("data", List.of("%%")))).asString().isEqualTo("%%");
  }

  @Test
  void pointsLeadIntoFields() {
    Map<String, List<String>> query = new LinkedHashMap<>();
    query.put("event", List.of("Mail Opened", "ignored"));
    query.put("properties.campaign.name", List.of("spring"));
    query.put("context.consent.categoryPreferences.analytics", List.of("true"));
    query.put("event.name", List.of("a text has no fields"));
    query.put("a.b.c.d.e.f.g.h.i.j", List.of("deep"));
    assertThat(PixelQuery.body(query))
        .asString()
        .isEqualTo(
            "{\"event\":\"Mail Opened\",\"properties\":{\"campaign\":{\"name\":\"spring\"}},"
                + "\"context\":{\"consent\":{\"categoryPreferences\":{\"analytics\":true}}},"
                + "\"a\":{\"b\":{\"c\":{\"d\":{\"e\":{\"f\":{\"g\":{\"h.i.j\":\"deep\"}}}}}}}}");
  }
}
