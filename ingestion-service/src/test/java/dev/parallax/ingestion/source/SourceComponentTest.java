package dev.parallax.ingestion.source;

import static dev.parallax.ingestion.Callers.query;
import static dev.parallax.ingestion.Callers.staff;
import static dev.parallax.ingestion.Callers.update;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.notNullValue;

import dev.parallax.ingestion.IngestionSettings;
import dev.parallax.kit.testing.RealPostgres;
import dev.parallax.kit.testing.WithRealServers;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Sources and keys as they are made, rotated and revoked. */
@QuarkusTest
@WithRealServers
@WithTestResource(IngestionSettings.class)
class SourceComponentTest {
  @Inject KeyUse use;
  @Inject KnownSources known;

  @Test
  void aKeyIsShownOnceAndKeptAsItsDigestOnly() {
    String name = "shop-" + UUID.randomUUID();
    Response made = create(name, "");
    String key = made.path("key");
    assertThat(made.statusCode()).isEqualTo(201);
    assertThat(made.header("Location")).endsWith("/v1/sources/" + name);
    assertThat(key).startsWith(made.<String>path("prefix")).hasSize(46);

    track(key).statusCode(200);
    String listed =
        staff("admin").get("/v1/sources/" + name).then().statusCode(200).extract().asString();
    assertThat(listed).contains(key.substring(0, 9)).doesNotContain(key);
    assertThat(query("select count(*) from source_key k where k::text like '%' || ? || '%'", key))
        .isEqualTo("0");
    String audited = staff("admin").get("/v1/audit?subject=" + name).asString();
    assertThat(audited).contains("source-created", key.substring(0, 9)).doesNotContain(key);

    use.write();
    staff("admin").get("/v1/sources/" + name).then().body("keys[0].lastUsedAt", notNullValue());
  }

  @Test
  void aNewKeyTakesOverWhileTheOldOneHoldsUntilItsTime() {
    String name = "rotated-" + UUID.randomUUID();
    String old = create(name, "").path("key");
    Instant until = Instant.now().plusSeconds(3);
    String fresh = addKey(name, "{'othersUntil': '" + until + "'}").path("key");
    track(fresh).statusCode(200);
    track(old).statusCode(200);
    await().atMost(Duration.ofSeconds(10)).untilAsserted(() -> track(old).statusCode(401));
    assertThat(Instant.now()).isAfterOrEqualTo(until);
    track(fresh).statusCode(200);
    staff("admin")
        .get("/v1/audit?subject=" + name)
        .then()
        .body("items.action", contains("source-key-created", "source-created"));
  }

  @Test
  void aRevokedKeyIsNoneFromThatMomentOn() {
    String name = "revoked-" + UUID.randomUUID();
    Response made = create(name, "");
    String path = "/v1/sources/" + name + "/keys/" + made.path("id");
    track(made.path("key")).statusCode(200);
    staff("admin").delete(path).then().statusCode(204);
    track(made.path("key")).statusCode(401);
    staff("admin").delete(path).then().statusCode(404).body("errors[0].field", equalTo("id"));
    staff("admin").get("/v1/sources/" + name).then().body("keys[0].revokedAt", notNullValue());

    staff("admin").delete("/v1/sources/" + name).then().statusCode(204);
    staff("admin").get("/v1/sources/" + name).then().statusCode(404);
  }

  @Test
  void theKeyOfASourceThatIsMadeMeanwhileIsNotKnownWithoutIt() throws Exception {
    String name = "meanwhile-" + UUID.randomUUID();
    WriteKey key = WriteKey.random();
    Thread reader = Thread.ofPlatform().unstarted(known::refresh);
    try (Connection connection =
        DriverManager.getConnection(RealPostgres.jdbcUrl(), "postgres", "postgres")) {
      connection.setAutoCommit(false);
      try (Statement statement = connection.createStatement()) {
        // The sources are read, the keys have to wait.
        statement.execute("lock table source_key in access exclusive mode");
        reader.start();
        await()
            .atMost(Duration.ofSeconds(20))
            .until(
                () ->
                    !query(
                            "select count(*) from pg_locks where not granted and relation ="
                                + " 'source_key'::regclass")
                        .equals("0"));
        statement.execute(
            "insert into source (name, description, scopes, origins, enabled, created_at, changed_at)"
                + " values ('%s', '', '{behaviour}', '{}', true, now(), now())".formatted(name));
        statement.execute(
            "insert into source_key (id, source, prefix, digest, created_at) values ('%s', '%s', 'pk_', decode('%s', 'hex'), now())"
                .formatted(name, name, WriteKey.fingerprint(key.digest())));
      }
      connection.commit();
    }
    reader.join(Duration.ofSeconds(20));
    assertThat(known.key(key.text()).isPresent())
        .as("its key is known only with the source")
        .isEqualTo(known.source(name).isPresent());
    await()
        .atMost(Duration.ofSeconds(10))
        .until(() -> known.key(key.text()).isPresent() && known.source(name).isPresent());
  }

  @Test
  void whatAnotherReplicaChangesIsFollowedInAMoment() {
    String name = "elsewhere-" + UUID.randomUUID();
    String key = create(name, "").path("key");
    track(key).statusCode(200);
    update("update source set enabled = false where name = ?", name);
    await()
        .atMost(Duration.ofSeconds(10))
        .untilAsserted(
            () ->
                track(key)
                    .statusCode(403)
                    .body("type", equalTo("urn:parallax:problem:source-disabled")));
    put(name, "{'enabled': true, 'scopes': ['readings']}")
        .statusCode(200)
        .body("scopes", contains("readings"));
    track(key).statusCode(403).body("type", equalTo("urn:parallax:problem:scope-missing"));
    update("update source_key set revoked_at = now() where source = ?", name);
    await().atMost(Duration.ofSeconds(10)).untilAsserted(() -> track(key).statusCode(401));
  }

  @Test
  void aConfiguredSourceIsListedAndNobodysToChange() {
    staff("admin")
        .get("/v1/sources?limit=500")
        .then()
        .statusCode(200)
        .body("items.find { it.name == 'shop' }.configured", equalTo(true))
        .body(
            "items.find { it.name == 'shop' }.scopes",
            hasItems(
                "behaviour",
                "transactions",
                "catalog",
                "feedback",
                "readings",
                "identity",
                "consent"));
    put("shop", "{}")
        .statusCode(409)
        .body("type", equalTo("urn:parallax:problem:source-configured"));
    staff("admin").delete("/v1/sources/shop").then().statusCode(409);
    assertThat(addKey("shop", "{}").statusCode()).isEqualTo(409);
  }

  @Test
  void sourcesAreListedByNameInPages() {
    String mark = "a" + UUID.randomUUID().toString().substring(0, 6);
    create(mark + "-1", "");
    create(mark + "-2", "");
    Response page =
        staff("admin")
            .queryParam("cursor", dev.parallax.kit.page.Cursor.encode(mark))
            .get("/v1/sources?limit=1");
    assertThat(page.<List<String>>path("items.name")).containsExactly(mark + "-1");
    staff("admin")
        .queryParam("cursor", page.<String>path("nextCursor"))
        .get("/v1/sources?limit=1")
        .then()
        .body("items.name", contains(mark + "-2"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{}                                                     | name",
        "{'name': 'Not Kebab'}                                   | name",
        "{'name': 'a', 'scopes': ['everything']}                 | scopes",
        "{'name': 'a', 'scopes': []}                             | scopes",
        "{'name': 'a', 'origins': ['*']}                         | origins",
        "{'name': 'a', 'rate': {'eventsPerSecond': 0}}           | rate.eventsPerSecond",
        "{'name': 'a', 'rate': {'burst': 5}}                     | rate.eventsPerSecond",
        "{'name': 'a', 'rate': {'eventsPerSecond': 1,'burst':0}} | rate.burst",
        "{'name': 'a', 'enabled': 'perhaps'}                     | enabled"
      })
  void aSourceThatIsWrongIsAnsweredWithItsField(String body, String field) {
    json()
        .body(body.replace('\'', '"'))
        .post("/v1/sources")
        .then()
        .statusCode(400)
        .contentType("application/problem+json")
        .body("errors.field", hasItem(field));
  }

  @Test
  void aNameIsGivenOnce() {
    String name = "twice-" + UUID.randomUUID();
    create(name, "");
    create(name, "")
        .then()
        .statusCode(409)
        .body("type", equalTo("urn:parallax:problem:source-exists"));
    put("nobody-" + name, "{}").statusCode(404).body("errors[0].field", equalTo("name"));
    assertThat(addKey(name, "{'othersUntil': '2020-01-01T00:00:00Z'}").statusCode()).isEqualTo(400);
  }

  @ParameterizedTest
  @ValueSource(strings = {"analyst", "marketer", "privacy-officer", "service"})
  void onlyAnAdminDealsWithKeys(String role) {
    staff(role).get("/v1/sources").then().statusCode(403);
    staff(role)
        .contentType("application/json")
        .body("{}")
        .post("/v1/sources")
        .then()
        .statusCode(403);
  }

  @Test
  void keysThatEndedTakeNoRoomAndOnlyTheLastOfThemAreListed() {
    String name = "rotated-" + UUID.randomUUID();
    create(name, "");
    update(
        "insert into source_key (id, source, prefix, digest, created_at, revoked_at)"
            + " select ? || n, ?, 'px_', sha256(('r' || random())::bytea), now(), now() - n * interval '1 day'"
            + " from generate_series(1, 10000) n",
        name,
        name);
    addKey(name, "{}").then().statusCode(201);
    List<String> ids =
        staff("admin").get("/v1/sources/" + name).then().statusCode(200).extract().path("keys.id");
    assertThat(ids).hasSize(22).contains(name + "1", name + "20").doesNotContain(name + "21");
    update(
        "insert into source_key (id, source, prefix, digest, created_at)"
            + " select 'v' || ? || n, ?, 'px_', sha256(('v' || random())::bytea), now()"
            + " from generate_series(1, 98) n",
        name,
        name);
    addKey(name, "{}").then().statusCode(409).body("detail", containsString("100 keys that hold"));
  }

  static ValidatableResponse track(String key) {
    return as(key).body(event(UUID.randomUUID().toString())).post("/v1/track").then();
  }

  static String event(String id) {
    return "{\"userId\":\"u-1\",\"event\":\"Seen\",\"messageId\":\"" + id + "\"}";
  }

  static RequestSpecification as(String key) {
    return given().auth().preemptive().basic(key, "").contentType("application/json");
  }

  static RequestSpecification json() {
    return staff("admin").contentType("application/json");
  }

  static Response create(String name, String more) {
    return json()
        .body(("{'name': '" + name + "'" + more + "}").replace('\'', '"'))
        .post("/v1/sources");
  }

  private static Response addKey(String name, String body) {
    return json().body(body.replace('\'', '"')).post("/v1/sources/" + name + "/keys");
  }

  private static ValidatableResponse put(String name, String body) {
    return json().body(body.replace('\'', '"')).put("/v1/sources/" + name).then();
  }
}
