package dev.parallax.kit.audit;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;

import dev.parallax.contracts.wire.EventJson;
import dev.parallax.kit.job.Jobs;
import dev.parallax.kit.testing.RealPostgres;
import dev.parallax.kit.testing.TestTokens;
import dev.parallax.kit.testing.WithRealServers;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The log as it is written, read, and tampered with by whoever owns the database. */
@QuarkusTest
@WithRealServers
class AuditComponentTest {
  @Inject Audit audit;
  @Inject Jobs jobs;
  @Inject AuditRows rows;

  private long first;

  /** Five rows from {@code first} on, and a copy of how it was. */
  @BeforeEach
  void fiveRows() throws SQLException {
    for (int i = 0; i < 5; i++) {
      audit.record("thing-done", "thing-" + i, Map.of("i", i, "share", new BigDecimal("1.50")));
    }
    first = number("select max(seq) - 4 from audit");
    tamper("create table audit_before as table audit");
    tamper("create table audit_head_before as table audit_head");
  }

  @AfterEach
  void asItWas() throws SQLException {
    tamper("delete from audit");
    tamper("insert into audit table audit_before");
    tamper("delete from audit_head");
    tamper("insert into audit_head table audit_head_before");
    tamper("drop table audit_before, audit_head_before");
  }

  @Test
  void whatWasDoneIsListedNewestFirstAndFoundByWhatAndWhomAndWho() {
    list("limit", 2)
        .body("items.subject", contains("thing-4", "thing-3"))
        .body("items[0].service", equalTo("kit"))
        .body("items[0].actor", equalTo("service:kit"))
        .body("items[0].action", equalTo("thing-done"))
        .body("items[0].details.i", equalTo(4));
    String next = list("limit", 2).extract().path("nextCursor");
    list("limit", 2, "cursor", next).body("items.subject", contains("thing-2", "thing-1"));
    list("subject", "thing-3", "limit", 1).body("items.details.i", contains(3));
    list("actor", "nobody").body("items", equalTo(List.of())).body("nextCursor", nullValue());
    list("action", "thing-done", "limit", 1).body("items.subject", contains("thing-4"));
    asOfficer()
        .get("/v1/audit?cursor=eA")
        .then()
        .statusCode(400)
        .body("errors[0].field", equalTo("cursor"));
    given()
        .header("Authorization", TestTokens.bearer("analyst"))
        .get("/v1/audit")
        .then()
        .statusCode(403);
  }

  @Test
  void whoeverCallsIsNamedByTheSubjectOfTheTokenAndAJobBySubmission() {
    String id = jobs.submit("count", EventJson.mapper().createObjectNode().put("to", 1)).id();
    list("subject", id)
        .body("items.action", contains("job-submitted"))
        .body("items[0].details.kind", equalTo("count"))
        .body("items[0].details.params.to", equalTo(1));
    given()
        .header("Authorization", TestTokens.bearer("admin"))
        .post("/v1/kit/audited")
        .then()
        .statusCode(204);
    list("subject", "by-hand")
        .body("items[0].actor", equalTo("test"))
        .body("items[0].roles", contains("admin"));
  }

  @Test
  void whatIsRolledBackWasNeverDoneAndLeavesNoGap() {
    assertThatThrownBy(
            () ->
                QuarkusTransaction.requiringNew()
                    .run(
                        () -> {
                          audit.record("thing-done", "never", Map.of());
                          throw new IllegalStateException("no");
                        }))
        .isInstanceOf(IllegalStateException.class);
    audit.record("thing-done", "after", Map.of());
    list("subject", "never").body("items", equalTo(List.of()));
    verify().body("valid", equalTo(true));
  }

  @Test
  void eightWritersAtOnceMakeOneChain() throws Exception {
    long before = number("select count(*) from audit");
    try (ExecutorService writers = Executors.newFixedThreadPool(8)) {
      List<Future<?>> written = new ArrayList<>();
      for (int i = 0; i < 200; i++) {
        String subject = "written-" + i;
        written.add(
            writers.submit(
                () -> audit.record("thing-written", subject, Map.of("deep", Map.of("a", 1e3)))));
      }
      for (Future<?> one : written) {
        one.get();
      }
    }
    verify().body("valid", equalTo(true)).body("rows", equalTo((int) before + 200));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          update audit set details = '{"i": 9, "share": 1.50}' where seq = $2      | 2 | changed
          update audit set actor = 'somebody' where seq = $0                       | 0 | changed
          update audit set at = at + interval '1 microsecond' where seq = $3       | 3 | changed
          update audit set roles = '{admin}' where seq = $1                        | 1 | changed
          update audit set seal = sha256('x') where seq = $4                       | 4 | not written by the service
          update audit set previous = sha256('x') where seq = $2                   | 2 | changed
          delete from audit where seq = $2                                         | 2 | is missing
          delete from audit where seq in ($1, $2)                                  | 1 | are missing
          delete from audit where seq = $4                                         | 4 | missing at the end
          delete from audit where seq >= $2                                        | 2 | missing at the end
          insert into audit select $4 + 1, at, actor, roles, action, subject, details, hash, sha256('x'), seal from audit where seq = $4 | 5 | changed
          delete from audit_head                                                   | 5 | head was taken away
          update audit_head set seal = null                                        | 5 | head was taken away
          update audit_head set seq = seq - 1, hash = (select hash from audit where seq = $3) | 5 | head was forged
          update audit_head a set seq = $3, hash = b.hash, seal = b.seal from audit b where b.seq = $3 | 5 | head was forged
          """)
  void whateverIsTamperedWithIsNamed(String sql, int offset, String why) throws SQLException {
    verify().body("valid", equalTo(true)).body("firstBroken", nullValue());
    tamper(inPlace(sql));
    verify()
        .body("valid", equalTo(false))
        .body("firstBroken.seq", equalTo((int) first + offset))
        .body("firstBroken.why", containsString(why));
  }

  /** Two rows with their numbers exchanged, hashes and all. */
  @Test
  void rowsThatWereMovedAreNamed() throws SQLException {
    tamper(inPlace("update audit set seq = seq + 1000 where seq in ($1, $2)"));
    tamper(inPlace("update audit set seq = $2 where seq = $1 + 1000"));
    tamper(inPlace("update audit set seq = $1 where seq = $2 + 1000"));
    verify().body("firstBroken.seq", equalTo((int) first + 1));
  }

  /** As an attacker would who knows how rows are hashed, but not the secret. */
  @Test
  void aRowRewrittenWithAHashThatFitsLacksTheSeal() throws SQLException {
    AuditRow row;
    try (Connection connection = connection()) {
      List<AuditRow> all = new ArrayList<>();
      rows.each(connection, all::add);
      row = all.getLast();
    }
    AuditEntry old = row.entry();
    AuditEntry other =
        new AuditEntry(
            old.service(),
            old.seq(),
            old.createdAt(),
            "somebody-else",
            old.roles(),
            old.action(),
            old.subject(),
            old.details());
    tamper(
        inPlace(
            "update audit set actor = 'somebody-else', hash = decode('%s', 'hex') where seq = $4"
                .formatted(HexFormat.of().formatHex(AuditRow.hash(other, row.previous())))));
    verify()
        .body("firstBroken.seq", equalTo((int) first + 4))
        .body("firstBroken.why", containsString("not written by the service"));
  }

  /** Work goes on after the end was cut off, and what was done to the log stays to be seen. */
  @Test
  void aChainThatLostItsEndGoesOnButIsNeverWholeAgain() throws SQLException {
    tamper(inPlace("delete from audit where seq > $2"));
    tamper("delete from audit_head");
    audit.record("thing-done", "afterwards", Map.of());
    verify()
        .body("valid", equalTo(false))
        .body("firstBroken.seq", equalTo((int) first + 3))
        .body("firstBroken.why", containsString("begins anew"));
  }

  @Test
  void aLogThatWasSetBackIsFoundByAHeadThatWasNoted() throws SQLException {
    String noted = verify().extract().path("head");
    audit.record("thing-done", "one-more", Map.of());
    verify("noted", noted, "noted", "fraud:7:" + "0".repeat(64)).body("valid", equalTo(true));
    String later = verify().extract().path("head");

    asItWas();
    fiveRowsCopied();
    verify().body("valid", equalTo(true));
    verify("noted", later)
        .body("valid", equalTo(false))
        .body("firstBroken.seq", equalTo((int) first + 5))
        .body("firstBroken.why", containsString("set back"));
    audit.record("thing-done", "another", Map.of());
    verify("noted", later)
        .body("firstBroken.seq", equalTo((int) first + 5))
        .body("firstBroken.why", containsString("noted"));
    asOfficer()
        .get("/v1/audit/verify?noted=yesterday")
        .then()
        .statusCode(400)
        .body("errors[0].field", equalTo("noted"));
  }

  @Test
  void theDatabaseRefusesToChangeWhatIsWritten() {
    for (String sql :
        List.of(
            "update audit set actor = 'x'",
            "delete from audit",
            "truncate audit",
            "delete from audit_head",
            "truncate audit_head")) {
      assertThatThrownBy(() -> execute(sql)).hasMessageContaining("only ever appended to");
    }
    assertThat(list("limit", 1).extract().<List<?>>path("items")).hasSize(1);
  }

  private void fiveRowsCopied() throws SQLException {
    tamper("create table audit_before as table audit");
    tamper("create table audit_head_before as table audit_head");
  }

  private String inPlace(String sql) {
    String placed = sql;
    for (int i = 0; i < 5; i++) {
      placed = placed.replace("$" + i, Long.toString(first + i));
    }
    return placed;
  }

  private static ValidatableResponse list(Object... parameters) {
    return ask("/v1/audit", parameters);
  }

  private static ValidatableResponse verify(Object... parameters) {
    return ask("/v1/audit/verify", parameters);
  }

  private static ValidatableResponse ask(String path, Object... parameters) {
    var request = asOfficer();
    for (int i = 0; i < parameters.length; i += 2) {
      request.queryParam((String) parameters[i], parameters[i + 1]);
    }
    return request.get(path).then().statusCode(200);
  }

  private static RequestSpecification asOfficer() {
    return given().header("Authorization", TestTokens.bearer("privacy-officer"));
  }

  /** With the triggers out of the way, as a superuser can have them. */
  private static void tamper(String sql) throws SQLException {
    execute("set session_replication_role = replica; " + sql);
  }

  private static void execute(String sql) throws SQLException {
    try (Connection connection = connection();
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  private static long number(String sql) throws SQLException {
    try (Connection connection = connection();
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(sql)) {
      row.next();
      return row.getLong(1);
    }
  }

  private static Connection connection() throws SQLException {
    return DriverManager.getConnection(RealPostgres.jdbcUrl(), "postgres", "postgres");
  }
}
