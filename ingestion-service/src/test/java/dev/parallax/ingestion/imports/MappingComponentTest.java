package dev.parallax.ingestion.imports;

import static dev.parallax.ingestion.Callers.query;
import static dev.parallax.ingestion.Callers.staff;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.not;

import com.github.luben.zstd.Zstd;
import dev.parallax.ingestion.IngestionSettings;
import dev.parallax.kit.testing.WithRealServers;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import java.nio.charset.Charset;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Mappings are kept with their versions and tried out beforehand. */
@QuarkusTest
@WithRealServers
@WithTestResource(IngestionSettings.class)
class MappingComponentTest {
  private final String name = "till-" + Long.toString(System.nanoTime(), 36);

  @Test
  void aMappingHasVersionsAndItsMistakesAreToldWithTheirPath() {
    Importing.put(name, Importing.TILL).statusCode(200);
    Importing.put(name, Importing.TILL + "  channel: {value: store}\n")
        .statusCode(200)
        .body("version", equalTo(2));
    staff("analyst")
        .get("/v1/imports/mappings/" + name)
        .then()
        .statusCode(200)
        .body("mapping.version", equalTo(2))
        .body("versions", equalTo(List.of(2, 1)));
    staff("analyst")
        .get("/v1/imports/mappings/" + name + "?version=1")
        .then()
        .body("mapping.definition", equalTo(Importing.TILL));
    staff("analyst")
        .get("/v1/imports/mappings?limit=500")
        .then()
        .body("items.name", hasItems(name));
    Importing.put(name, Importing.TILL + "  country: {from: Land, lookup: {table: x}}\n")
        .statusCode(400)
        .body("errors[0].field", equalTo("fields.country.lookup.table"));
    Importing.put("events", Importing.TILL)
        .statusCode(400)
        .body("errors[0].field", equalTo("name"));
    Importing.define(Importing.TILL, Importing.bytes("Konto;Kunde\n"))
        .statusCode(400)
        .body("errors[0].message", containsString("missing: Beleg, Betrag, Zeit"));
    Importing.define("target: track\n", Importing.bytes("a\n"))
        .statusCode(400)
        .body("errors.field", hasItems("definition.format", "definition.fields"));
    staff("marketer").get("/v1/imports/mappings/" + name).then().statusCode(403);
    staff("admin").delete("/v1/imports/mappings/" + name).then().statusCode(204);
    staff("admin").get("/v1/imports/mappings/" + name).then().statusCode(404);
    Importing.put(name, Importing.TILL).body("version", equalTo(3));
  }

  @Test
  void aPreviewSaysWhatTheFileIsAndWhatItWouldBecomeAndKeepsNothing() {
    String kept = query("select count(*) from rejected");
    byte[] file =
        Zstd.compress(
            """
            Konto;Kunde;Betrag;Zeit;Kasse;Beleg;Art
            K1;Müller;1.234,56 €;31.12.2025 23:30;;B1;Kauf
            K1;x;zwölf;31.12.2025 23:30;;B2;Kauf
            K1;x;1,00 €;31.12.2025 23:30;;B3;Storno
            """
                .getBytes(Charset.forName("windows-1252")));
    preview("admin", file, null)
        .statusCode(200)
        .body("packing", equalTo("zstd"))
        .body("format", equalTo("csv"))
        .body("delimiter", equalTo(";"))
        .body("encoding", equalTo("ISO-8859-1"))
        .body("columns.find { it.name == 'Zeit' }.type.pattern", equalTo("dd.MM.yyyy HH:mm"))
        .body("columns.find { it.name == 'Kasse' }.nulls", equalTo(3))
        .body("firstRows[0].Kunde", equalTo("Müller"))
        .body("suggestion", containsString("target: transactions"));
    String suggested = preview("admin", file, null).extract().path("suggestion");
    preview("admin", file, suggested).statusCode(200);
    preview("analyst", file, Importing.TILL)
        .statusCode(200)
        .body("firstRows[0].Kunde", equalTo("Xxxxxx"))
        .body("outcomes.outcome", equalTo(List.of("accepted", "rejected", "dropped")))
        .body("outcomes[0].becomes.amount", equalTo("9999.99"))
        .body("outcomes[1].mistakes[0].field", equalTo("amount"));
    preview("analyst", file, Importing.TILL).body(not(containsString("Müller")));
    assertThat(query("select count(*) from rejected")).isEqualTo(kept);
    preview("admin", Importing.bytes("{\"a\":{\"b\":1}}\n{\"a\":{\"b\":null}}\n{\"a\""), null)
        .statusCode(200)
        .body("format", equalTo("jsonl"))
        .body("columns.name", equalTo(List.of("a.b")))
        .body("columns[0].nulls", equalTo(1));
  }

  private static ValidatableResponse preview(String role, byte[] file, String mapping) {
    var request = staff(role).multiPart("file", "data", file);
    if (mapping != null) {
      request.multiPart("definition", mapping);
    }
    return request.post("/v1/imports/preview").then();
  }
}
