package dev.parallax.recommendation.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.startsWith;

import dev.parallax.contracts.behaviour.CustomerEvent;
import dev.parallax.kit.log.LogProducer;
import dev.parallax.kit.store.Sql;
import dev.parallax.kit.testing.WithRealServers;
import dev.parallax.recommendation.Api;
import dev.parallax.recommendation.PlantedShop;
import dev.parallax.recommendation.Seeded;
import dev.parallax.recommendation.TestShop;
import io.agroal.api.AgroalDataSource;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** An experiment from its draft to its results, as an analyst and a shop see it. */
@QuarkusTest
@WithRealServers
class ExperimentComponentTest {
  private static final int CUSTOMERS = 140;

  @Inject LogProducer log;
  @Inject AgroalDataSource store;
  @Inject ExperimentGuard guard;
  private TestShop shop;
  private Lab lab;

  @BeforeEach
  void seed() {
    shop = new TestShop(log);
    lab = new Lab(shop, store);
    Seeded.ensure(shop);
  }

  @Test
  void listsOfBothTellWhichIsPreferredUntilItIsStopped() {
    Lab.put("both", "{\"kind\":\"interleaved\",\"surfaces\":[\"lab\"],%s}".formatted(Lab.ARMS))
        .statusCode(200)
        .body("state", equalTo("draft"));
    Lab.start("both");
    Lab.put("both", "{%s}".formatted(Lab.ARMS))
        .statusCode(409)
        .body("type", equalTo("urn:parallax:problem:experiment-started"));
    overlapIsRefused();
    Lab.awaitBegin("both", "lab");
    Set<String> lists = new HashSet<>();
    for (int i = 0; i < CUSTOMERS; i++) {
      lists.add(Lab.ask(PlantedShop.user(i), "lab").getString("id"));
    }
    Map<String, List<Lab.Place>> places = lab.places("both", lists);
    Set<String> arms = new HashSet<>();
    List<CustomerEvent> clicks = new ArrayList<>();
    places.forEach(
        (list, all) ->
            all.forEach(
                place -> {
                  arms.add(place.arm());
                  if (Lab.isLiked(list, place, place.arm().equals("common"))) {
                    clicks.add(Lab.click(place, list));
                  }
                }));
    assertThat(arms).containsExactlyInAnyOrder("alike", "common");
    lab.takenIn(clicks);

    JsonPath results = Lab.results("both");
    assertThat(results.getInt("preference.second"))
        .isGreaterThan(results.getInt("preference.first"));
    assertThat(results.getString("verdict.en")).startsWith("Customers prefer common: it won ");
    assertThat(results.getList("estimates")).isEmpty();
    await()
        .untilAsserted(
            () ->
                assertThat(
                        Sql.list(
                            store,
                            row -> row.getString(1),
                            "select arm from answer_count where experiment = 'both'"
                                + " and answers >= ? order by arm",
                            CUSTOMERS))
                    .as("each arm answered for itself, to everybody once")
                    .containsExactly("alike", "common"));
    stoppedItStaysAsItIsUntilItIsForgotten(results);
  }

  private void overlapIsRefused() {
    Lab.put("everywhere", "{%s}".formatted(Lab.ARMS)).statusCode(200);
    Api.as("analyst")
        .post("/v1/experiments/everywhere/start")
        .then()
        .statusCode(409)
        .body("type", equalTo("urn:parallax:problem:experiment-overlaps"));
    Api.as("analyst").delete("/v1/experiments/everywhere").then().statusCode(204);
  }

  private void stoppedItStaysAsItIsUntilItIsForgotten(JsonPath results) {
    Api.as("analyst").delete("/v1/experiments/both").then().statusCode(409);
    Api.as("analyst").post("/v1/experiments/both/stop").then().statusCode(200);
    assertThat(Lab.results("both").getInt("arms[0].shown"))
        .isEqualTo(results.getInt("arms[0].shown"));
    await()
        .atMost(Duration.ofSeconds(5))
        .untilAsserted(
            () -> {
              String id = Lab.ask(PlantedShop.user(0), "lab").getString("id");
              await().ignoreExceptions().until(() -> Lab.kept(id).getString("id").equals(id));
              assertThat(Lab.kept(id).getString("experiment")).isNotEqualTo("both");
            });
    Api.as("analyst")
        .post("/v1/experiments/both/start")
        .then()
        .statusCode(409)
        .body("type", equalTo("urn:parallax:problem:experiment-started"));
    Api.as("analyst").delete("/v1/experiments/both").then().statusCode(204);
    Api.as("analyst").get("/v1/experiments/both").then().statusCode(404);
  }

  @Test
  void anArmThatHasNothingToShowStopsTheExperimentAndSaysWhy() {
    Lab.put(
            "bare",
            "{\"surfaces\":[\"bare\"],\"arms\":[{\"name\":\"usual\",\"ranker\":false},{\"name\":\"bare\"}]}")
        .statusCode(200)
        .body("definition.arms[0].ranker", equalTo(false));
    answered("bare", 300, 300); // Of one of this name that was deleted.
    Lab.start("bare");
    answered("usual", 300, 2);
    guard.look();
    Api.as("analyst").get("/v1/experiments/bare").then().body("state", equalTo("running"));
    answered("bare", 300, 200);
    guard.look();
    Api.as("marketer")
        .get("/v1/experiments/bare")
        .then()
        .body("state", equalTo("stopped"))
        .body("stoppedBecause.arm", equalTo("bare"))
        .body("stoppedBecause.guardrail", equalTo("empty answers"))
        .body(
            "stoppedBecause.why.en",
            startsWith("empty answers 66.667 % against 0.667 % of usual (chance "));
    assertThat(Lab.results("bare").getString("stoppedBecause.why.zh"))
        .startsWith("空结果占比为 66.667 %");
    JsonPath audited =
        Api.as("admin").get("/v1/audit?action=experiment-stopped").then().extract().jsonPath();
    assertThat(audited.<String>getList("items.details.arm")).containsOnlyOnce("bare");
    Api.as("admin")
        .get("/q/metrics")
        .then()
        .body(containsString("parallax_recommendation_experiments_stopped_total"));
    Api.as("analyst").delete("/v1/experiments/bare").then().statusCode(204);
  }

  private void answered(String arm, int answers, int empty) {
    QuarkusTransaction.requiringNew()
        .run(
            () ->
                Sql.update(
                    store,
                    "insert into answer_count (experiment, arm, answers, empty, failed)"
                        + " values ('bare', ?, ?, ?, 0)",
                    arm,
                    answers,
                    empty));
  }

  @Test
  void mistakesNameTheFieldAndOnlyAnalystsChangeAnything() {
    Api.mistake(Lab.put("Wrong Name", "{%s}".formatted(Lab.ARMS)), "name");
    Api.mistake(Lab.put("wrong", "{\"arms\":[]}"), "arms");
    Api.mistake(
        Lab.put(
            "wrong", "{\"arms\":[{\"name\":\"a\"},{\"name\":\"b\",\"modelVersion\":\"no-such\"}]}"),
        "arms[1].modelVersion");
    Api.mistake(
        Lab.put("wrong", "{\"arms\":[{\"name\":\"a\"},{\"name\":\"b\",\"rankerVersion\":\"no\"}]}"),
        "arms[1].rankerVersion");
    Api.mistake(
        Lab.put(
            "wrong", "{%s,\"candidates\":[{\"name\":\"c\",\"share\":0.1}]}".formatted(Lab.ARMS)),
        "candidates");
    Api.as("analyst").get("/v1/experiments/wrong").then().statusCode(404);
    Api.as("marketer")
        .contentType("application/json")
        .body("{%s}".formatted(Lab.ARMS))
        .put("/v1/experiments/mine")
        .then()
        .statusCode(403);
  }
}
