package dev.parallax.ingestion.quarantine;

import static dev.parallax.ingestion.Callers.json;
import static dev.parallax.ingestion.Callers.query;
import static dev.parallax.ingestion.Callers.shop;
import static dev.parallax.ingestion.Callers.staff;
import static dev.parallax.ingestion.Callers.update;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.nullValue;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.parallax.ingestion.IngestionSettings;
import dev.parallax.kit.job.Jobs;
import dev.parallax.kit.pseudonym.Pseudonyms;
import dev.parallax.kit.testing.WithRealServers;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The workbench: what was rejected is grouped, tried out, and discarded or deleted in time. */
@QuarkusTest
@WithRealServers
@WithTestResource(IngestionSettings.class)
class MendingComponentTest {
  @Inject Jobs jobs;
  @Inject Retention retention;
  @Inject Pseudonyms pseudonyms;

  private Workbench bench;

  @BeforeEach
  void open() {
    bench = new Workbench(jobs);
  }

  @Test
  void inputsWithOneCauseAreOneGroup() {
    bench.plan();
    bench.batch("g1", "{'lines':[{'price':'cheap'}]}");
    bench.batch("g2", "{'lines':[{'price':1},{'price':'dear'}]}");
    bench.batch("g3", "{'lines':7}");
    ObjectNode group = bench.group("properties.lines[].price");
    assertThat(group.path("count").asInt()).isEqualTo(2);
    assertThat(group.path("code").asText()).isEqualTo("wrong-type");
    assertThat(group.path("event").asText()).isEqualTo(bench.event);
    assertThat(group.path("source").asText()).isEqualTo("shop");
    staff("analyst")
        .queryParam("group", group.path("group").asText())
        .get("/v1/rejected")
        .then()
        .statusCode(200)
        .body("items.messageId", equalTo(List.of("g2-" + bench.unique, "g1-" + bench.unique)))
        .body("items[0].id", equalTo(group.path("sample").asText()))
        .body("items.state", equalTo(List.of("open", "open")));
    assertThat(query("select cid from rejected where message_id = ?", "g1-" + bench.unique))
        .isEqualTo(pseudonyms.customer("u" + bench.unique));
    int seen = 0;
    String cursor = "";
    while (cursor != null) { // One page after the other comes by every group once.
      var page =
          staff("analyst").get("/v1/rejected/groups?limit=1&cursor=" + cursor).then().extract();
      seen += page.<List<String>>path("items.event").contains(bench.event) ? 1 : 0;
      cursor = page.path("nextCursor");
    }
    assertThat(seen).isEqualTo(2);
  }

  @Test
  void aDryRunSaysWhatAPatchWouldDoAndChangesNothing() {
    bench.plan();
    bench.batch("d1", "{'lines':[{'price':'cheap'}]}");
    bench.batch("d2", "{'lines':[{'price':'cheap'}]}");
    bench.batch("d3", "{'lines':[{'price':'dear'}]}");
    Workbench.staffed(
            "analyst",
            bench.mend("[{'op':'replace','path':'/properties/lines/0/price','value':2}]", true))
        .statusCode(200)
        .body("matched", equalTo(3))
        .body("mended", equalTo(3))
        .body("samples", nullValue());
    Workbench.staffed("privacy-officer", bench.mend(Workbench.PRICE, true))
        .statusCode(200)
        .body("matched", equalTo(3))
        .body("examined", equalTo(3))
        .body("mended", equalTo(2))
        .body("failing", equalTo(1))
        .body("reasons[0].code", equalTo("patch-failed"))
        .body("samples.size()", equalTo(3))
        .body("samples[0].before", containsString("\"price\":\"cheap\""))
        .body("samples[0].after", containsString("\"price\":2"))
        .body("samples[0].errors", nullValue())
        .body("samples[2].errors.field", hasItem("patch"));
    Workbench.staffed("analyst", bench.mend(Workbench.PRICE, false)).statusCode(403);
    assertThat(bench.states()).isEqualTo("open:3");
    assertThat(bench.onLog()).isEmpty();
  }

  @Test
  void whoMayNotSeePayloadsCannotHaveThemGuessedAndEveryTrialIsAudited() {
    bench.plan();
    bench.batch("t1", "{'mail':'a@example.com','lines':[{'price':'cheap'}]}");
    String id = query("select id::text from rejected where message_id = ?", "t1-" + bench.unique);
    String body = "{'select':{'ids':['%s']},'patch':%s}";
    Workbench.staffed(
            "analyst",
            json(body, id, "[{'op':'test','path':'/properties/mail','value':'a@example.com'}]"))
        .statusCode(400)
        .body("errors.field", hasItem("patch"));
    Workbench.staffed(
            "analyst", json(body, id, "[{'op':'copy','from':'/properties/mail','path':'/event'}]"))
        .statusCode(400)
        .body("errors.field", hasItem("patch"));
    Workbench.staffed(
            "analyst",
            json(
                "{'select':{'event':'%1$s'},'plan':{'event':'%1$s','policy':'quarantine',"
                    + "'schema':{'properties':{'mail':{'pattern':'^a@'}}}}}",
                bench.event))
        .statusCode(400)
        .body("errors.field", hasItem("select"));
    Workbench.staffed("analyst", json(body, id, "[{'op':'remove','path':'/properties/lines'}]"))
        .statusCode(200)
        .body("mended", equalTo(1));
    staff("privacy-officer")
        .get("/v1/audit?subject=" + id)
        .then()
        .body("items.action", equalTo(List.of("rejected-tried-out")))
        .body("items[0].details.operations", equalTo(List.of("remove")));
  }

  @Test
  void aPlanIsTriedOutOnWhatItRejectedAndThenReplaysIt() {
    bench.plan();
    bench.batch("n1", "{'lines':[{'price':'cheap'}]}");
    String wider =
        "{'type':'object','properties':{'lines':{'type':'array','items':{'properties':{'price':{'type':['number','string']}}}}}}";
    Workbench.staffed(
            "admin",
            json(
                "{'select':{'event':'%s'},'plan':{'event':'%s','schema':%s,'policy':'quarantine'}}",
                bench.event, bench.event, wider))
        .statusCode(200)
        .body("mended", equalTo(1));
    Workbench.staffed("analyst", json("{'select':{'event':'%s'}}", bench.event))
        .body("mended", equalTo(0))
        .body("reasons[0].field", equalTo("properties.lines[].price"));
    bench.put(wider);
    assertThat(
            bench
                .replay(json("{'select':{'event':'%s'},'dryRun':false}", bench.event))
                .path("replayed")
                .asInt())
        .isEqualTo(1);
    assertThat(bench.onLog()).hasSize(1);
  }

  @Test
  void aWholeBatchThatIsReplayedLeavesOutWhatIsNotMeantForUs() {
    shop()
        .body(
            json(
                "{'sentAt':'never','integrations':{'Parallax':false},'batch':["
                    + "{'type':'track','userId':'u','event':'%1$s','messageId':'i1-%2$s'},"
                    + "{'type':'track','userId':'u','event':'%1$s','messageId':'i2-%2$s','integrations':{'Parallax':true}}]}",
                bench.event, bench.unique))
        .post("/v1/batch")
        .then()
        .statusCode(400);
    bench.replayIds("batch", "[{'op':'remove','path':'/sentAt'}]");
    assertThat(bench.onLog())
        .singleElement()
        .satisfies(one -> assertThat(one.path("id").asText()).contains("i2-" + bench.unique));
  }

  @Test
  void whatNobodyWillMendIsDiscardedAndDeletedInTime() {
    bench.plan();
    bench.batch("x1", "{'lines':[{'price':'cheap'}]}");
    bench.batch("x2", "{'lines':[{'price':'cheap'}]}");
    String id = query("select id::text from rejected where message_id = ?", "x1-" + bench.unique);
    staff("analyst")
        .post("/v1/rejected/{id}/discard", id)
        .then()
        .statusCode(200)
        .body("state", equalTo("discarded"))
        .body("payload", nullValue());
    assertThat(bench.replay(bench.mend(Workbench.PRICE, false)).path("replayed").asInt())
        .isEqualTo(1);
    String other =
        query("select id::text from rejected where message_id = ?", "x2-" + bench.unique);
    staff("analyst").post("/v1/rejected/{id}/discard", other).then().statusCode(409);
    update(
        "update rejected set received_at = now() - interval '31 days' where event = ?",
        bench.event);
    update(
        "insert into rejected (id, source, kind, code, field, detail, mistakes, received_at, size, place)"
            + " select gen_random_uuid(), 'old', 'track', 'not-json', 'body', 'd', '[]', now() - interval '31 days', 1, 'body'"
            + " from generate_series(1, 2500)");
    assertThat(retention.sweep()).isGreaterThanOrEqualTo(2502);
    assertThat(bench.states()).isNull();
    assertThat(query("select count(*) from rejected where source = 'old'")).isEqualTo("0");
  }

  @Test
  void anErasureTakesWhatWasRejectedOfThePerson() {
    bench.plan();
    bench.batch("e1", "{'lines':[{'price':'cheap'}]}");
    assertThat(bench.states()).isEqualTo("open:1");
    staff("privacy-officer")
        .contentType("application/json")
        .body(json("{'userId':'u%s'}", bench.unique))
        .post("/v1/privacy/erasures")
        .then()
        .statusCode(202);
    assertThat(bench.states()).isNull();
  }

  @Test
  void aRefusedRowOfInvoicesIsItsCustomersAndAStrangersFieldOfThatNameIsNobodys() {
    String customer = "9" + bench.unique;
    String retail =
        bench.job(
            "online-retail",
            "Invoice,StockCode,Description,Quantity,InvoiceDate,Price,Customer ID,Country\n"
                + "R%s,P,MUG,-1,2010-12-01 08:26:00,2.5,%s.0,UK\n"
                    .formatted(bench.unique, customer));
    shop()
        .body(json("{'event':'%s','CustomerID':'%s','userId':7.5}", bench.event, customer))
        .post("/v1/track")
        .then()
        .statusCode(400);
    assertThat(query("select cid from rejected where import_id = ?", retail))
        .isEqualTo(pseudonyms.customer(customer));
    staff("privacy-officer")
        .contentType("application/json")
        .body(json("{'userId':'%s'}", customer))
        .post("/v1/privacy/erasures")
        .then()
        .statusCode(202);
    assertThat(query("select count(*) from rejected where import_id = ?", retail)).isEqualTo("0");
    assertThat(bench.states()).isEqualTo("open:1");
  }

  @Test
  void aRequestWithAMistakeIsToldByField() {
    Workbench.staffed("admin", "{}").statusCode(400).body("errors.field", hasItem("select"));
    Workbench.staffed("admin", json("{'select':{'event':'e'},'patch':[{'op':'mend','path':'/a'}]}"))
        .statusCode(400)
        .body("errors.field", hasItem("patch"));
    Workbench.staffed("admin", json("{'select':{'ids':['x']}}"))
        .statusCode(400)
        .body("errors.field", hasItem("select.ids[0]"));
    Workbench.staffed("admin", json("{'select':{'event':'e','from':'yesterday'}}"))
        .statusCode(400)
        .body("errors.field", hasItem("select.from"));
    staff("analyst").get("/v1/rejected?state=lost").then().statusCode(400);
    staff("analyst").get("/v1/rejected?group=lost").then().statusCode(400);
    staff("analyst").get("/v1/rejected/groups?cursor=lost").then().statusCode(400);
    shop().get("/v1/rejected/groups").then().statusCode(403);
  }
}
