package dev.parallax.segmentation.scenario;

import static dev.parallax.segmentation.scenario.Events.cid;
import static dev.parallax.segmentation.scenario.Events.day;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.awaitility.Awaitility.await;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import dev.parallax.kit.log.LogProducer;
import dev.parallax.kit.testing.TestTokens;
import dev.parallax.kit.testing.WithRealServers;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Test;

/** Segments of 9, 10 and more members, and what of them may leave. */
@QuarkusTest
@WithRealServers
class SegmentExportComponentTest {
  private static final String EXPORT = "/v1/exports/segments";

  @Inject LogProducer log;

  @Test
  void segmentsOfNineAreInNoRowAndCannotBeComputedFromTheOthers() throws IOException {
    Service.empty();
    Service service = new Service(log);
    Service.get(EXPORT).statusCode(409);
    Shop.open(service);
    String model = Service.trained("{\"k\":3}").getString("modelId");

    // Of 40 regulars one leaves, of 40 who came once thirty; 4 join the 5 who have bought nothing.
    List<ProducerRecord<String, byte[]>> changes = new ArrayList<>();
    changes.add(Events.profile(cid("regular-0"), false, day(400)));
    for (int i = 0; i < 30; i++) {
      changes.add(Events.profile(cid("once-" + i), false, day(400)));
    }
    for (int i = 5; i < 9; i++) {
      changes.add(Events.view(cid("looker-" + i), day(300)));
      changes.add(Events.profile(cid("looker-" + i), true, day(1)));
    }
    service.send(changes);
    awaitCustomers(39, 40, 19);

    JsonPath export = Service.get(EXPORT).extract().jsonPath();
    assertThat(export.getInt("withheld")).isEqualTo(2);
    assertThat(export.getString("modelId")).isEqualTo(model);
    assertThat(export.getList("items.modelId")).containsOnly(model);
    assertThat(export.getDouble("items[2].share")).isCloseTo(19.0 / 98, within(1e-6));
    assertThat(export.getInt("items[2].segments")).isEqualTo(2);
    assertThat(export.<Object>get("items[2].segment")).isNull();
    assertThat(export.getMap("items[0].typical")).containsKey("recency");
    assertTableSaysTheSame(export);
    assertAudited(model);

    service.send(
        Events.view(cid("looker-9"), day(300)), Events.profile(cid("looker-9"), true, day(1)));
    awaitCustomers(39, 40, 10, 10);
  }

  private static void awaitCustomers(Integer... customers) {
    await()
        .atMost(Duration.ofSeconds(60))
        .untilAsserted(
            () ->
                assertThat(
                        Service.get(EXPORT)
                            .statusCode(200)
                            .extract()
                            .<List<Integer>>path("items.customers"))
                    .containsExactlyInAnyOrder(customers));
  }

  private static void assertTableSaysTheSame(JsonPath export) throws IOException {
    String csv =
        exported("text/csv", "admin")
            .statusCode(200)
            .contentType("text/csv")
            .extract()
            .body()
            .asString();
    try (CsvReader<NamedCsvRecord> lines = CsvReader.builder().ofNamedCsvRecord(csv)) {
      List<NamedCsvRecord> rows = lines.stream().toList();
      assertThat(rows).hasSize(3);
      assertThat(rows)
          .extracting(row -> Integer.valueOf(row.getField("customers")))
          .isEqualTo(export.getList("items.customers"));
      assertThat(rows.get(2).getField("segment")).isEmpty();
      assertThat(rows.get(2).getField("typical.recency")).isEmpty();
      assertThat(Double.parseDouble(rows.getFirst().getField("typical.recency")))
          .isCloseTo(export.getDouble("items[0].typical.recency"), within(1e-3));
      assertThat(rows).allMatch(row -> row.getField("modelId").equals(export.get("modelId")));
    }
  }

  private static void assertAudited(String model) {
    JsonPath audit =
        given()
            .header("Authorization", TestTokens.bearer("privacy-officer"))
            .get("/v1/audit?action=aggregate-exported&subject=segments&limit=1")
            .jsonPath();
    assertThat(audit.getString("items[0].details.modelId")).isEqualTo(model);
    assertThat(audit.getInt("items[0].details.withheld")).isEqualTo(2);
    exported("text/csv", "service").statusCode(403);
  }

  private static ValidatableResponse exported(String form, String role) {
    return given().header("Authorization", TestTokens.bearer(role)).accept(form).get(EXPORT).then();
  }
}
