package dev.parallax.ingestion.rights;

import static dev.parallax.ingestion.Callers.query;
import static dev.parallax.ingestion.Callers.staff;
import static dev.parallax.ingestion.Callers.update;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;

import com.fasterxml.jackson.databind.JsonNode;
import dev.parallax.ingestion.IngestionSettings;
import dev.parallax.ingestion.vault.VaultCipher;
import dev.parallax.kit.testing.WithRealServers;
import io.agroal.api.AgroalDataSource;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What ingestion itself holds of a person, in its tables and in the archive. */
@QuarkusTest
@WithRealServers
@WithTestResource(IngestionSettings.class)
class IngestionDataComponentTest extends KnownPerson {
  @Inject AgroalDataSource store;

  @Test
  void theArchiveIsMissingUntilItsJobHasSucceededWhichIsSubmittedAgainWhereItFailed() {
    String id = post("erasures", Map.of("userId", user));
    UUID request = UUID.fromString(id);
    String job = query("select archive_job from privacy_request where id = ?", request);
    assertThat(job).isNotNull();
    await().until(() -> query("select state from job where id = ?", job).equals("succeeded"));
    await().until(() -> !missing(id).contains("archive"));
    JsonNode asked = requested(id);
    OTHERS.stream().skip(1).forEach(service -> answer(asked, service, null));

    update("delete from privacy_answer where service = 'archive' and request_id = ?", request);
    update(
        "update job set state = 'failed', finished_at = now() - interval '1 hour' where id = ?",
        job);
    update("update archive_erasure set state = 'failed', error = 'x' where job = ?", job);
    assertThat(missing(id)).contains("archive");

    await()
        .atMost(Duration.ofSeconds(30))
        .untilAsserted(() -> assertThat(missing(id)).containsExactly(OTHERS.getFirst()));
    assertThat(query("select archive_job from privacy_request where id = ?", request))
        .isNotEqualTo(job);
    answer(asked, OTHERS.getFirst(), null);
    await()
        .untilAsserted(
            () ->
                staff("admin")
                    .get("/v1/privacy/erasures/" + id)
                    .then()
                    .body("state", equalTo("done")));
  }

  private static List<String> missing(String id) {
    return staff("admin").get("/v1/privacy/erasures/" + id).then().extract().path("missing");
  }

  /** An array made of two columns is found by no index, and each erasure then reads all of them. */
  @Test
  void everyTableOfPeopleIsAskedByAnIndex() throws SQLException {
    List<String> plans = new ArrayList<>();
    try (Connection connection = store.getConnection();
        Statement setting = connection.createStatement()) {
      setting.execute("set enable_seqscan = off");
      try {
        for (String sql : erasing(connection)) {
          try (ResultSet row =
              setting.executeQuery("explain " + sql.replace("?", "array['c_1','c_2']::text[]"))) {
            StringBuilder plan = new StringBuilder();
            while (row.next()) {
              plan.append(row.getString(1)).append('\n');
            }
            plans.add(plan.toString());
          }
        }
      } finally {
        setting.execute("reset enable_seqscan");
      }
    }
    assertThat(plans).hasSize(9).allSatisfy(plan -> assertThat(plan).doesNotContain("Seq Scan"));
  }

  /** The statements of an erasure, which are not executed. */
  private static List<String> erasing(Connection connection) throws SQLException {
    List<String> statements = new ArrayList<>();
    Connection listening =
        (Connection)
            Proxy.newProxyInstance(
                Connection.class.getClassLoader(),
                new Class<?>[] {Connection.class},
                (proxy, method, arguments) -> {
                  if (method.getName().equals("prepareStatement")) {
                    statements.add((String) arguments[0]);
                  }
                  return method.invoke(connection, arguments);
                });
    IngestionData.TABLES.count(listening, List.of("c_nobody"));
    return statements;
  }

  @Test
  void whatTheOneKeyOfBeforeSealedIsReadAndGetsAKeyOfItsOwnWhenItIsWritten() {
    byte[] before =
        new VaultCipher(new byte[32])
            .seal(
                ("{\"userId\":\"" + user + "\",\"traits\":{\"email\":\"old@example.com\"}}")
                    .getBytes(StandardCharsets.UTF_8),
                cid);
    update("update vault set sealed = ? where cid = ?", before, cid);
    update("delete from vault_key where cid = ?", cid);
    assertThat(vault.find(cid).orElseThrow().traits().path("email").asText())
        .isEqualTo("old@example.com");

    identify("gold");
    assertThat(query("select count(*) from vault_key where cid = ?", cid)).isEqualTo("1");
    assertThat(vault.find(cid).orElseThrow().traits().path("email").asText())
        .isEqualTo(user + "@example.com");

    update("delete from vault_key where cid = ?", cid);
    org.assertj.core.api.Assertions.assertThatThrownBy(() -> vault.find(cid))
        .as("without the key the master cannot read it")
        .isInstanceOf(IllegalStateException.class);
    update("delete from vault where cid = ?", cid);
  }
}
