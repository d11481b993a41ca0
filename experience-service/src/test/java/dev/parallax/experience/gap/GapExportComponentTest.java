package dev.parallax.experience.gap;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.awaitility.Awaitility.await;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import dev.parallax.contracts.ParallaxEvent;
import dev.parallax.contracts.commerce.CommerceEvents;
import dev.parallax.experience.world.Api;
import dev.parallax.experience.world.Events;
import dev.parallax.experience.world.Sender;
import dev.parallax.experience.world.Store;
import dev.parallax.kit.testing.TestTokens;
import dev.parallax.kit.testing.WithRealServers;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.ValidatableResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Planted needs of 9, 10 and more customers, and what of them may leave. */
@QuarkusTest
@WithRealServers
class GapExportComponentTest {
  private static final String EXPORT = "/v1/exports/gaps";
  private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");

  private final List<ParallaxEvent> planted = new ArrayList<>();

  @BeforeEach
  void plant() {
    Store.clear();
    long events = Api.count("events");
    segment("many", 30, Map.of("Lamps", 9, "Chairs", 10, "Tables", 12, "Books", 30));
    segment("some", 12, Map.of("Chairs", 10, "Books", 12));
    segment("few", 9, Map.of("Books", 9));
    segment("rare", 20, Map.of("Books", 20, "Lamps", 2));
    try (Sender sender = new Sender()) {
      sender.send(planted);
    }
    await()
        .atMost(Duration.ofSeconds(40))
        .untilAsserted(
            () -> {
              assertThat(Api.count("events") - events).isEqualTo(61 + 22 + 9 + 22);
              assertThat(Store.number("select count(*) from customer where segment_id is not null"))
                  .isEqualTo(71);
            });
  }

  /** The first so many of its customers look at something of a category. */
  private void segment(String name, int customers, Map<String, Integer> views) {
    for (int i = 0; i < customers; i++) {
      String cid = "c_%06x%026d".formatted(name.hashCode() & 0xffffff, i);
      planted.add(Events.member(cid, name, NOON));
      int number = i;
      views.forEach(
          (category, viewers) -> {
            if (number < viewers) {
              planted.add(
                  Events.track(
                      cid,
                      NOON.plusSeconds(number),
                      CommerceEvents.PRODUCT_VIEWED,
                      null,
                      Events.product("of-" + category).put("category", category)));
            }
          });
    }
  }

  @Test
  void needsOfNineAreInNoRowAndCannotBeComputedFromTheOthers() {
    JsonPath export = Api.get(EXPORT);
    assertThat(export.getInt("k")).isEqualTo(10);
    assertThat(needs(export, "some")).containsExactlyInAnyOrder("Books", "Chairs");
    assertThat(needs(export, "many"))
        .as("Lamps would be what is missing of the whole, so Chairs go with them")
        .containsExactlyInAnyOrder("Books", "Tables", null);
    assertThat(needs(export, "few")).isEmpty();
    assertThat(needs(export, "rare"))
        .as("Lamps are of two customers, too few for a gap, but Books would tell of them")
        .containsExactly((String) null);
    assertThat(export.<Integer>getList("items.customers").stream().filter(n -> n != null))
        .isNotEmpty()
        .allMatch(customers -> customers >= 10);
    assertThat(export.getInt("withheld")).isEqualTo(2 + 1 + 2);

    Map<String, Object> other = export.getMap("items.find { it.segment == 'many' && !it.need }");
    assertThat(other).containsEntry("needs", 2).containsEntry("customers", null);
    assertThat((Float) other.get("attentionShare")).isCloseTo(19f / 61, within(1e-5f));
  }

  private static List<String> needs(JsonPath export, String segment) {
    return export.getList("items.findAll { it.segment == '%s' }.need".formatted(segment));
  }

  @Test
  void theTableSaysWhatTheObjectsSayAndBothAreAudited() {
    JsonPath export = Api.get(EXPORT);
    String csv =
        exported("text/csv", "admin")
            .statusCode(200)
            .contentType("text/csv")
            .extract()
            .body()
            .asString();
    assertThat(csv).startsWith("segment,segmentNameEn,segmentNameZh,need,").contains("\r\n");
    try (CsvReader<NamedCsvRecord> lines = CsvReader.builder().ofNamedCsvRecord(csv)) {
      List<NamedCsvRecord> rows = lines.stream().toList();
      assertThat(rows).hasSameSizeAs(export.getList("items"));
      for (int i = 0; i < rows.size(); i++) {
        NamedCsvRecord row = rows.get(i);
        Map<String, Object> item = export.getMap("items[" + i + "]");
        assertThat(row.getField("segment")).isEqualTo(item.get("segment"));
        assertThat(row.getField("need")).isEqualTo(text(item.get("need")));
        assertThat(row.getField("customers")).isEqualTo(text(item.get("customers")));
        assertThat(row.getField("segmentNameZh")).startsWith("分群");
        assertThat(Instant.parse(row.getField("computedAt"))).isBeforeOrEqualTo(Instant.now());
        assertThat(row.getField("k")).isEqualTo("10");
      }
    } catch (java.io.IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
    JsonPath audit =
        Api.call("/v1/audit?action=aggregate-exported&subject=gaps&limit=2", "privacy-officer")
            .statusCode(200)
            .extract()
            .jsonPath();
    assertThat(audit.getList("items.details.withheld")).containsExactly(5, 5);
    assertThat(audit.getList("items.details.k")).containsExactly(10, 10);
  }

  private static String text(Object value) {
    return value == null ? "" : value.toString();
  }

  @Test
  void analystsMayExportAndNoOtherFormIsOffered() {
    exported("application/json", "marketer").statusCode(403);
    exported("application/xml", "analyst").statusCode(406);
    exported("*/*", "analyst").statusCode(200).contentType("application/json");
  }

  private static ValidatableResponse exported(String form, String role) {
    return given().header("Authorization", TestTokens.bearer(role)).accept(form).get(EXPORT).then();
  }
}
