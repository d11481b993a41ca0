package dev.parallax.kit.audit;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;

import dev.parallax.contracts.wire.EventJson;
import dev.parallax.kit.job.Jobs;
import dev.parallax.kit.testing.TestTokens;
import dev.parallax.kit.testing.WithRealServers;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.jboss.logmanager.ExtLogRecord;
import org.junit.jupiter.api.Test;

/** The log as it is written and read. */
@QuarkusTest
@WithRealServers
class AuditComponentTest extends FiveRows {
  @Inject Jobs jobs;

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

  @Test
  void theLogHasTheHeadOnceItHoldsAndNeverOneThatWasRolledBack() {
    List<String> told = new CopyOnWriteArrayList<>();
    Handler listener = new Listener(told);
    Logger logger = Logger.getLogger(Audit.class.getName());
    logger.addHandler(listener);
    try {
      assertThatThrownBy(
              () ->
                  QuarkusTransaction.requiringNew()
                      .run(
                          () -> {
                            audit.record("thing-undone", "never", Map.of());
                            throw new IllegalStateException("no");
                          }))
          .isInstanceOf(IllegalStateException.class);
      QuarkusTransaction.requiringNew()
          .run(
              () -> {
                audit.record("thing-done", "after", Map.of());
                assertThat(told).as("before the commit").isEmpty();
              });
    } finally {
      logger.removeHandler(listener);
    }
    String head = verify().extract().path("head");
    assertThat(told).containsExactly("audited action=thing-done head=" + head);
  }

  private static final class Listener extends Handler {
    private final List<String> told;

    private Listener(List<String> told) {
      this.told = told;
    }

    @Override
    public void publish(LogRecord record) {
      told.add(((ExtLogRecord) record).getFormattedMessage());
    }

    @Override
    public void flush() {}

    @Override
    public void close() {}
  }
}
