package dev.parallax.kit.audit;

import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;

import dev.parallax.kit.testing.WithRealServers;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The log as it is tampered with by whoever owns the database. */
@QuarkusTest
@WithRealServers
class AuditChainComponentTest extends FiveRows {
  @Inject AuditRows rows;

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
}
