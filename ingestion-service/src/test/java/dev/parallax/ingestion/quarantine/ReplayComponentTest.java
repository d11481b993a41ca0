package dev.parallax.ingestion.quarantine;

import static dev.parallax.ingestion.Callers.json;
import static dev.parallax.ingestion.Callers.query;
import static dev.parallax.ingestion.Callers.shop;
import static dev.parallax.ingestion.Callers.staff;
import static dev.parallax.ingestion.Callers.update;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.parallax.contracts.Topics;
import dev.parallax.ingestion.IngestionSettings;
import dev.parallax.ingestion.JobByHand;
import dev.parallax.ingestion.Log;
import dev.parallax.ingestion.validation.Checked;
import dev.parallax.ingestion.vault.VaultCipher;
import dev.parallax.kit.job.Jobs;
import dev.parallax.kit.testing.WithRealServers;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What was rejected is replayed, once, whatever happens in between. */
@QuarkusTest
@WithRealServers
@WithTestResource(IngestionSettings.class)
class ReplayComponentTest {
  @Inject Jobs jobs;
  @Inject RejectedStore store;
  @Inject Mending mending;
  @Inject VaultCipher cipher;
  @Inject ReplayJob replayJob;

  private Workbench bench;

  @BeforeEach
  void open() {
    bench = new Workbench(jobs);
  }

  @Test
  void whatWasMendedArrivesInOrderWithItsOwnTimesAndOnce() {
    bench.plan();
    for (int i = 0; i < 5; i++) {
      // The sender's clock is an hour slow.
      shop()
          .body(
              json(
                  "{'sentAt':'2026-03-01T11:00:00Z','context':{'locale':'de-DE'},'batch':[{'type':'track','userId':'u%s',"
                      + "'event':'%s','timestamp':'2026-03-01T10:59:0%d.000Z','properties':{'i':%d,'lines':[{'price':'cheap'}]}}]}",
                  bench.unique, bench.event, i, i))
          .post("/v1/batch")
          .then()
          .statusCode(200)
          .body("accepted", equalTo(0));
    }
    JsonNode result = bench.replay(bench.mend(Workbench.PRICE, false));
    assertThat(result.path("replayed").asInt()).as(result.toString()).isEqualTo(5);
    assertThat(result.path("failing").asInt()).isZero();
    List<JsonNode> events = bench.onLog();
    assertThat(events)
        .extracting(e -> e.at("/properties/i").asInt())
        .containsExactly(0, 1, 2, 3, 4);
    assertThat(events).allSatisfy(e -> assertThat(e.path("id").asText()).contains("rejected-"));
    for (JsonNode one : events) {
      java.time.Instant received = java.time.Instant.parse(one.path("receivedAt").asText());
      java.time.Instant occurred = java.time.Instant.parse(one.path("occurredAt").asText());
      assertThat(Duration.between(occurred, received))
          .isEqualTo(Duration.ofSeconds(60 - one.at("/properties/i").asInt()));
      assertThat(one.at("/context/locale").asText()).isEqualTo("de-DE");
    }
    assertThat(bench.replay(bench.mend(Workbench.PRICE, false)).path("replayed").asInt()).isZero();
    assertThat(bench.onLog()).hasSize(5);
    assertThat(bench.states()).isEqualTo("replayed:5");
  }

  @Test
  void aReplayWhoseReplicaDiedInTheMiddleCountsEachInputOnce() {
    bench.plan();
    for (int i = 0; i < 6; i++) {
      shop()
          .body(
              json(
                  "{'userId':'u%s','event':'%s','properties':{'lines':[{'price':'cheap'}]}}",
                  bench.unique, bench.event))
          .post("/v1/track")
          .then()
          .statusCode(400);
    }
    Selection select = new Selection(null, null, null, null, bench.event, null, null, null, null);
    Patch patch = new Patch(Workbench.tree(Workbench.PRICE), null);
    for (Quarantined row : store.page(select, null, 3)) { // On the log, and then it died.
      assertThat(mending.read(row, patch)).isInstanceOf(Checked.Valid.class);
      ((Checked.Valid<Runnable>) mending.read(row, patch)).value().run();
    }
    String id = jobs.newId();
    update(
        "insert into job (id, kind, state, params, owner, heartbeat_at, attempts, created_at)"
            + " values (?, 'replay-rejected', 'running', ?::jsonb, 'dead', now() - interval '1 hour', 1, now())",
        id,
        new ReplayRequest(select, patch).toParams(id, cipher).toString());
    JsonNode result = bench.finished(id);
    assertThat(result.path("replayed").asInt()).isEqualTo(6);
    assertThat(bench.onLog()).hasSize(9);
    assertThat(bench.onLog().stream().map(e -> e.path("id").asText()).distinct()).hasSize(6);
    assertThat(query("select params::text from job where id = ?", id)).doesNotContain("cheap");
  }

  @Test
  void recordsOfEveryKindAreReplayed() {
    String none = ",'currency':'ZZZ'";
    bench.send(
        "transactions",
        "{'id':'t-%1$s','userId':'u%1$s','account':'a','amount':1,'occurredAt':'2026-01-01T00:00:00Z'"
            + none
            + "}");
    bench.send("catalog", "{'itemId':'i-%1$s','name':'n','category':'c','price':1" + none + "}");
    bench.send("feedback", "{'userId':'u%1$s','kind':'nps','score':11,'text':'f-%1$s'}");
    bench.send(
        "readings",
        "{'device':'d-%1$s','metric':'footfall','value':-1,'occurredAt':'2026-01-01T00:00:00Z','place':'p-%1$s'}");
    bench.replayIds("transaction", "[{'op':'replace','path':'/currency','value':'EUR'}]");
    bench.replayIds("catalog", "[{'op':'replace','path':'/currency','value':'EUR'}]");
    bench.replayIds("feedback", "[{'op':'replace','path':'/score','value':10}]");
    bench.replayIds("reading", "[{'op':'replace','path':'/value','value':1}]");
    assertThat(
            Log.await(Topics.TRANSACTIONS, e -> e.path("id").asText().equals("t-" + bench.unique)))
        .hasSize(1);
    assertThat(
            Log.await(Topics.CATALOG, e -> e.path("itemId").asText().equals("i-" + bench.unique)))
        .hasSize(1);
    assertThat(Log.await(Topics.FEEDBACK, e -> e.path("text").asText().equals("f-" + bench.unique)))
        .singleElement()
        .satisfies(e -> assertThat(e.path("id").asText()).startsWith("shop:rejected-"));
    assertThat(
            Log.await(Topics.READINGS, e -> e.path("place").asText().equals("p-" + bench.unique)))
        .hasSize(1);
  }

  @Test
  void aBodyThatWasNoJsonIsReplacedAsAWhole() {
    shop().body("{\"batch\":[").post("/v1/batch").then().statusCode(400);
    String id = bench.newest("not-json");
    String whole =
        json(
            "{'batch':[{'type':'track','userId':'u%s','event':'%s'},{'type':'track','userId':'u%s','event':'%s','messageId':'w2-%s'}]}",
            bench.unique, bench.event, bench.unique, bench.event, bench.unique);
    String body =
        "{\"select\":{\"ids\":[\"%s\"]},\"replace\":%s,\"dryRun\":%s}"
            .formatted(id, new com.fasterxml.jackson.databind.node.TextNode(whole), "%s");
    Workbench.staffed("admin", body.formatted("true")).statusCode(200).body("mended", equalTo(1));
    Workbench.staffed("admin", body.replace("\"" + id + "\"", "").formatted("true"))
        .statusCode(400)
        .body("errors.field", hasItem("replace"));
    assertThat(bench.replay(body.formatted("false")).path("replayed").asInt()).isEqualTo(1);
    assertThat(bench.onLog().stream().map(e -> e.path("id").asText()))
        .containsExactlyInAnyOrder("shop:rejected-" + id, "shop:w2-" + bench.unique);
  }

  @Test
  void rowsOfFilesOfEventsAreMendedAndThoseOfInvoicesSayWhyNot() {
    bench.plan();
    bench.job(
        "events",
        json(
            "{'type':'track','userId':'u%s','event':'%s','timestamp':'2026-01-05T00:00:00Z','properties':{'lines':[{'price':'cheap'}]}}",
            bench.unique, bench.event));
    assertThat(bench.replay(bench.mend(Workbench.PRICE, false)).path("replayed").asInt())
        .isEqualTo(1);
    assertThat(bench.onLog())
        .singleElement()
        .satisfies(
            e -> assertThat(e.path("occurredAt").asText()).startsWith("2026-01-05T00:00:00"));
    String retail =
        bench.job(
            "online-retail",
            "InvoiceNo,StockCode,Description,Quantity,InvoiceDate,UnitPrice,CustomerID,Country\n"
                + "R%s,P,MUG,-1,2010-12-01 08:26:00,2.5,,UK\n".formatted(bench.unique));
    String row = query("select id::text from rejected where import_id = ?", retail);
    Workbench.staffed("admin", json("{'select':{'ids':['%s']},'patch':[]}", row))
        .statusCode(200)
        .body("mended", equalTo(0))
        .body("reasons[0].code", equalTo("not-replayable"));
  }

  @Test
  void twoReplaysAtOnceAndADiscardInBetweenSendNoRowTwice() throws Exception {
    bench.plan();
    for (int i = 0; i < 60; i++) {
      bench.batch("two" + i, "{'i':%d,'lines':[{'price':'cheap'}]}".formatted(i));
    }
    Selection select = new Selection(null, null, null, null, bench.event, null, null, null, null);
    ReplayRequest request =
        new ReplayRequest(select, new Patch(Workbench.tree(Workbench.PRICE), null));
    List<JobByHand> runs = List.of(byHand(request), byHand(request));
    runs.forEach(JobByHand::pretendToRun);
    try (ExecutorService threads = Executors.newFixedThreadPool(2)) {
      List<Future<ObjectNode>> done =
          threads.invokeAll(
              runs.stream().<Callable<ObjectNode>>map(run -> () -> replayJob.run(run)).toList());
      int replayed = 0;
      for (Future<ObjectNode> one : done) {
        replayed += one.get().path("replayed").asInt();
      }
      assertThat(replayed).isEqualTo(60);
    } finally {
      runs.forEach(JobByHand::end);
    }
    assertThat(bench.onLog()).hasSize(60);
    assertThat(bench.states()).isEqualTo("replayed:60");
  }

  @Test
  void whatAJobHasClaimedIsNobodyElsesUntilItHasEnded() {
    bench.plan();
    bench.batch("own1", "{'lines':[{'price':'cheap'}]}");
    bench.batch("own2", "{'lines':[{'price':'cheap'}]}");
    Selection select = new Selection(null, null, null, null, bench.event, null, null, null, null);
    ReplayRequest request =
        new ReplayRequest(select, new Patch(Workbench.tree(Workbench.PRICE), null));
    JobByHand dead = byHand(request);
    dead.pretendToRun();
    try {
      assertThat(store.claim(select, null, 1, dead.id())).hasSize(1);
      String claimed =
          query(
              "select id::text from rejected where event = ? and state = 'replaying'", bench.event);
      staff("analyst").post("/v1/rejected/{id}/discard", claimed).then().statusCode(409);
      staff("analyst")
          .queryParam("state", "replaying")
          .get("/v1/rejected")
          .then()
          .statusCode(200)
          .body("items.id", hasItem(claimed));
      store.releaseLeft("another");
      assertThat(store.claim(select, null, 200, "another")).hasSize(1);
      store.releaseLeft("another");
      assertThat(bench.states()).isEqualTo("open:1,replaying:1");
    } finally {
      dead.end();
    }
    assertThat(bench.replay(bench.mend(Workbench.PRICE, false)).path("replayed").asInt())
        .as("its own and what the dead one had")
        .isEqualTo(2);
    assertThat(bench.onLog()).hasSize(2);
  }

  private JobByHand byHand(ReplayRequest request) {
    String id = jobs.newId();
    return new JobByHand(id, request.toParams(id, cipher));
  }
}
