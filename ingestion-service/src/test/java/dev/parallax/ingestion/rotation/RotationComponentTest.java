package dev.parallax.ingestion.rotation;

import static dev.parallax.ingestion.Callers.query;
import static dev.parallax.ingestion.Callers.shop;
import static dev.parallax.ingestion.Callers.staff;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import com.fasterxml.jackson.databind.JsonNode;
import dev.parallax.contracts.Topics;
import dev.parallax.ingestion.IngestionSettings;
import dev.parallax.ingestion.Log;
import dev.parallax.ingestion.vault.Vault;
import dev.parallax.kit.pseudonym.Pseudonyms;
import dev.parallax.kit.testing.RealPostgres;
import dev.parallax.kit.testing.WithRealServers;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusMock;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** A live store whose secret is changed under it. */
@QuarkusTest
@WithRealServers
@WithTestResource(IngestionSettings.class)
class RotationComponentTest {
  private static final byte[] SECRET =
      "a secret of a later year, longer than 32 bytes".getBytes(StandardCharsets.UTF_8);

  private final Pseudonyms before = new Pseudonyms(RealPostgres.PSEUDONYM_SECRET);
  private final Pseudonyms rotating =
      new Pseudonyms(1, SECRET, Map.of(0, RealPostgres.PSEUDONYM_SECRET));
  private final Pseudonyms after = new Pseudonyms(1, SECRET, Map.of());
  private final String run = UUID.randomUUID().toString();
  private final String seen = "seen-" + run;
  private final String absent = "absent-" + run;
  private final String quiet = "quiet-" + run;
  private final String payer = "payer-" + run;

  @Inject Vault vault;

  @Test
  void customersAreTheSameBeforeWhileAndAfterTheSecretIsRotated() {
    String refusal = "'context':{'consent':{'categoryPreferences':{'marketing':false}}}";
    post("identify", "{'userId':'%s','anonymousId':'v-%s'," + refusal + "}", seen, run);
    post("identify", "{'userId':'%s','traits':{'email':'%s@example.com'}}", absent, absent);
    post("identify", "{'anonymousId':'w-%s','traits':{'email':'w-%s@example.com'}}", run, run);
    post("track", "{'userId':'%s','event':'Before'}", quiet);
    staff("admin").post("/v1/pseudonyms/rotation").then().statusCode(409);

    QuarkusMock.installMockForType(rotating, Pseudonyms.class);
    post("track", "{'userId':'%s','anonymousId':'v-%s','event':'While'}", seen, run);
    post("track", "{'userId':'%s','event':'While'}", quiet);
    shop()
        .body("{\"userId\":\"" + payer + "\",\"kind\":\"nps\",\"score\":9}")
        .post("/v1/feedback")
        .then()
        .statusCode(202);
    for (String user : List.of(seen, quiet, payer)) {
      JsonNode merge = merges(before.customer(user)).getLast();
      assertThat(merge.path("into").asText()).isEqualTo(after.customer(user));
    }
    assertThat(cidOf("While")).contains(after.customer(seen), after.customer(quiet));
    assertThat(root(before.anonymous("v-" + run))).isEqualTo(after.customer(seen));
    assertThat(root(after.anonymous("v-" + run))).isEqualTo(after.customer(seen));
    assertThat(
            query(
                "select state->'consent'->'marketing'->>'v' from customer where cid = ?",
                after.customer(seen)))
        .isEqualTo("false");
    staff("analyst").post("/v1/pseudonyms/rotation").then().statusCode(403);
    JsonPath result = rotate();
    assertThat(result.getLong("remaining")).isZero();
    assertThat(result.getLong("rotated")).isGreaterThanOrEqualTo(2);
    assertThat(result.getLong("visitors")).isPositive();
    assertThat(root(before.customer(absent))).isEqualTo(after.customer(absent));
    assertThat(vault.find(before.customer(absent))).isEmpty();
    assertThat(vault.find(after.customer(absent)).orElseThrow().userId()).isEqualTo(absent);
    assertThat(vault.find(after.customer(absent)).orElseThrow().traits().path("email").asText())
        .isEqualTo(absent + "@example.com");
    staff("admin")
        .get("/v1/pseudonyms/rotation")
        .then()
        .statusCode(200)
        .body("keyId", equalTo(1))
        .body("vaultByKeyId.'0'", equalTo(null));
    JsonPath again = rotate();
    assertThat(again.getInt("rotated")).isZero();

    QuarkusMock.installMockForType(after, Pseudonyms.class);
    for (String user : List.of(seen, absent, quiet)) {
      post("track", "{'userId':'%s','event':'After'}", user);
      assertThat(merges(before.customer(user))).hasSize(1);
    }
    assertThat(cidOf("After"))
        .contains(after.customer(seen), after.customer(absent), after.customer(quiet));
  }

  private static JsonPath rotate() {
    String id =
        staff("admin").post("/v1/pseudonyms/rotation").then().statusCode(202).extract().path("id");
    return Awaitility.await()
        .atMost(Duration.ofSeconds(30))
        .until(
            () -> staff("admin").get("/v1/jobs/" + id).jsonPath(),
            job -> "succeeded".equals(job.getString("state")))
        .setRootPath("result");
  }

  private static String root(String cid) {
    return query("select into_cid from identity_link where from_cid = ?", cid);
  }

  private static List<JsonNode> merges(String from) {
    return Log.await(Topics.IDENTITY_MERGES, m -> from.equals(m.path("from").asText()));
  }

  private static List<String> cidOf(String event) {
    return Log.values(Topics.CUSTOMER_EVENTS).stream()
        .filter(e -> event.equals(e.path("name").asText()))
        .map(e -> e.path("cid").asText())
        .toList();
  }

  private static void post(String path, String body, Object... values) {
    shop()
        .body(body.formatted(values).replace('\'', '"'))
        .post("/v1/" + path)
        .then()
        .statusCode(200);
  }
}
