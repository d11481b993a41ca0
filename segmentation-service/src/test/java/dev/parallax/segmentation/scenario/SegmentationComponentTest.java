package dev.parallax.segmentation.scenario;

import static dev.parallax.segmentation.scenario.Events.cid;
import static dev.parallax.segmentation.scenario.Events.day;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;

import dev.parallax.contracts.Topics;
import dev.parallax.contracts.segment.SegmentMembershipChanged;
import dev.parallax.contracts.wire.EventJson;
import dev.parallax.kit.log.LogProducer;
import dev.parallax.kit.pseudonym.Pseudonyms;
import dev.parallax.kit.testing.RealPostgres;
import dev.parallax.kit.testing.TestTokens;
import dev.parallax.kit.testing.WithRealServers;
import dev.parallax.segmentation.scenario.Events.Line;
import io.quarkus.test.junit.QuarkusMock;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Training, placing and answering over HTTP and the log. */
@QuarkusTest
@WithRealServers
class SegmentationComponentTest {
  @Inject LogProducer log;

  private Service service;

  @BeforeEach
  void empty() {
    Service.empty();
    service = new Service(log);
  }

  @Test
  void aSegmentationIsLearnedServedAndAnnounced() {
    Instant begun = Instant.now();
    Shop.open(service);
    JsonPath result = Service.trained("{\"algorithm\":\"kmeans\",\"k\":3,\"seed\":7}");
    String model = result.getString("modelId");
    assertThat(model).startsWith("segmentation-customers-");
    assertThat(result.getInt("k")).isEqualTo(3);
    assertThat(result.getInt("customers")).isEqualTo(125);
    assertThat(result.getDouble("silhouette")).isGreaterThan(0.5);
    assertThat(result.getDouble("baseline.spendTiers.silhouette"))
        .isLessThan(result.getDouble("silhouette"));

    JsonPath listing =
        Service.get("/v1/segmentations/current/segments").statusCode(200).extract().jsonPath();
    assertThat(listing.getString("modelId")).isEqualTo(model);
    assertThat(listing.<Integer>getList("items.size")).containsExactly(40, 40, 40, 5);
    assertThat(listing.<String>getList("items.name.en"))
        .doesNotHaveDuplicates()
        .contains("No purchases yet");
    assertThat(listing.<Float>getList("items.share").stream().mapToDouble(Float::doubleValue).sum())
        .isCloseTo(1, org.assertj.core.api.Assertions.within(1e-6));

    for (String kind : List.of("regular-", "once-", "bulk-", "looker-")) {
      Set<String> ids = new HashSet<>();
      for (int i = 0; i < 5; i++) {
        ids.add(Service.segmentOf(kind + i).getString("segment.id"));
      }
      assertThat(ids).as(kind).hasSize(1);
    }
    JsonPath once = Service.segmentOf("once-3");
    assertThat(once.getString("segment.name.en")).contains("ne-time");
    assertThat(once.getString("modelVersion")).isEqualTo(model);
    assertThat(once.getDouble("features.frequency")).isEqualTo(1);
    assertThat(once.<String>getList("reasons.code"))
        .isNotEmpty()
        .allMatch(c -> c.startsWith("near-in-"));
    assertThat(Service.segmentOf("looker-1").getString("reasons[0].code"))
        .isEqualTo("no-purchases-yet");

    await().untilAsserted(() -> assertThat(announcements(model, begun)).hasSize(125));
    assertThat(announcements(model, begun))
        .extracting(SegmentMembershipChanged::cid)
        .doesNotHaveDuplicates()
        .contains(cid("bulk-39"));
    Service.get("/v1/models/{id}", model)
        .body("state", equalTo("champion"))
        .body("card.seed", equalTo(7))
        .body("card.rows", equalTo(120));
  }

  private static List<SegmentMembershipChanged> announcements(String model, Instant since) {
    return Service.read(Topics.SEGMENT_MEMBERSHIPS).stream()
        .filter(record -> record.value() != null)
        .map(record -> EventJson.read(record.value(), SegmentMembershipChanged.class))
        .filter(event -> event.modelVersion().equals(model) && !event.occurredAt().isBefore(since))
        .toList();
  }

  @Test
  void theMembershipOfAMergedPseudonymEndsAndItsUserIdFindsTheOther() {
    Shop.open(service);
    Service.trained("{\"k\":3}");
    String ends = cid("once-3");
    String stays = cid("bulk-0");
    await()
        .untilAsserted(
            () -> assertThat(Service.read(Topics.SEGMENT_MEMBERSHIPS, ends)).isNotEmpty());
    service.send(Events.merge(ends, stays, 1));
    await()
        .untilAsserted(
            () ->
                assertThat(Service.read(Topics.SEGMENT_MEMBERSHIPS, ends).getLast().value())
                    .as("a tombstone")
                    .isNull());
    Service.awaitNumber("select count(*) from membership where cid = '" + ends + "'", 0);
    assertThat(Service.segmentOf("once-3").getString("cid")).isEqualTo(stays);
  }

  @Test
  void aCustomerIsFoundBeforeWhileAndAfterTheSecretIsRotated() {
    Shop.open(service);
    Service.trained("{\"k\":3}");
    String segment = Service.segmentOf("bulk-1").getString("segment.id");
    byte[] secret = new byte[64];
    QuarkusMock.installMockForType(
        new Pseudonyms(1, secret, Map.of(0, RealPostgres.PSEUDONYM_SECRET)), Pseudonyms.class);
    assertThat(Service.segmentOf("bulk-1").getString("segment.id")).isEqualTo(segment);
    assertThat(Service.segmentOf("bulk-1").getString("cid")).isEqualTo(cid("bulk-1"));

    Pseudonyms rotated = new Pseudonyms(1, secret, Map.of());
    service.send(Events.merge(cid("bulk-1"), rotated.customer("bulk-1"), 1));
    Service.awaitNumber("select count(*) from redirect", 1);
    QuarkusMock.installMockForType(rotated, Pseudonyms.class);
    await()
        .ignoreExceptions()
        .untilAsserted(
            () -> {
              JsonPath answer = Service.segmentOf("bulk-1");
              assertThat(answer.getString("segment.id")).isEqualTo(segment);
              assertThat(answer.getString("cid")).startsWith("c_1_");
            });
  }

  @Test
  void membersArePagedInFull() {
    Shop.open(service);
    Service.trained("{\"k\":3}");
    String segment = Service.segmentOf("bulk-0").getString("segment.id");
    Service.get("/v1/segments/none/members").statusCode(404).body("errors[0].field", equalTo("id"));
    Set<String> members = new HashSet<>();
    String cursor = "";
    while (cursor != null) {
      JsonPath page =
          Service.get("/v1/segments/{id}/members?limit=15&cursor={c}", segment, cursor)
              .statusCode(200)
              .extract()
              .jsonPath();
      assertThat(members.addAll(page.getList("items.cid"))).isTrue();
      cursor = page.getString("nextCursor");
    }
    assertThat(members).hasSize(40).contains(cid("bulk-0"), cid("bulk-39"));
  }

  @Test
  void aCustomerWhoChangesMovesAndOneWhoWithdrawsConsentLeaves() {
    Shop.open(service);
    Service.trained("{\"k\":3}");
    String bulk = Service.segmentOf("bulk-0").getString("segment.id");
    String before = Service.segmentOf("once-0").getString("segment.id");
    String unmoved = Service.segmentOf("once-1").getString("since");
    await()
        .untilAsserted(
            () -> assertThat(Service.read(Topics.SEGMENT_MEMBERSHIPS, cid("once-0"))).isNotEmpty());
    int announced = Service.read(Topics.SEGMENT_MEMBERSHIPS, cid("once-0")).size();

    service.send(
        Events.order(cid("once-0"), "n1", "1200", day(250), new Line("p1", "c1", 90)),
        Events.order(cid("once-0"), "n2", "1300", day(280), new Line("p1", "c1", 95)),
        Events.view(cid("once-1"), day(281)));
    await()
        .untilAsserted(
            () ->
                assertThat(Service.segmentOf("once-0").getString("segment.id"))
                    .isEqualTo(bulk)
                    .isNotEqualTo(before));
    await()
        .untilAsserted(
            () ->
                assertThat(Service.read(Topics.SEGMENT_MEMBERSHIPS, cid("once-0")))
                    .hasSizeGreaterThan(announced));
    assertThat(Service.segmentOf("once-1").getString("since")).isEqualTo(unmoved);

    service.send(Events.profile(cid("once-0"), false, day(290)));
    await().untilAsserted(() -> Service.get("/v1/customers/segment?userId=once-0").statusCode(404));
    await()
        .untilAsserted(
            () ->
                assertThat(
                        Service.read(Topics.SEGMENT_MEMBERSHIPS, cid("once-0")).getLast().value())
                    .isNull());
    for (String table : List.of("membership", "totals")) {
      assertThat(Service.rows(table, cid("once-0"))).as("what was derived goes").isZero();
    }
    service.send(Events.view(cid("once-0"), day(291)));
    await().untilAsserted(() -> assertThat(Service.rows("stale", cid("once-0"))).isZero());
    assertThat(Service.rows("totals", cid("once-0"))).as("and is not made anew").isZero();

    service.send(Events.profile(cid("once-0"), true, day(292)));
    await()
        .untilAsserted(
            () -> assertThat(Service.segmentOf("once-0").getString("segment.id")).isEqualTo(bulk));
    assertThat(Service.rows("totals", cid("once-0"))).isOne();
  }

  @Test
  void trainingAgainReplacesTheModelAndTheOldOneCanStillBeRead() {
    Shop.open(service);
    String first = Service.trained("{\"k\":3}").getString("modelId");
    JsonPath second =
        Service.trained("{\"k\":\"auto\",\"features\":[\"frequency\",\"basketSize\"]}");
    assertThat(second.getString("modelId")).isNotEqualTo(first);
    assertThat(second.getList("candidates")).hasSize(7);
    Service.get("/v1/segmentations/current/segments")
        .body("modelId", equalTo(second.getString("modelId")));
    Service.get("/v1/segmentations/{id}/segments", first)
        .statusCode(200)
        .body("current", equalTo(false))
        .body("items.size", hasItem(40));
    assertThat(Service.segmentOf("bulk-7").getString("modelVersion"))
        .isEqualTo(second.getString("modelId"));

    given()
        .header("Authorization", TestTokens.bearer("analyst"))
        .post("/v1/models/{id}/promote", first)
        .then()
        .statusCode(200);
    await()
        .untilAsserted(
            () ->
                assertThat(Service.segmentOf("bulk-7").getString("modelVersion")).isEqualTo(first));
  }

  @Test
  void whoHasNotAgreedToAnalyticsIsInNoSegment() {
    Shop.open(service);
    service.send(
        Events.order(cid("silent"), "s1", "10", day(300)),
        Events.order(Events.PSEUDONYMS.anonymous("visitor"), "s2", "10", day(300)));
    Service.awaitCount("orders", 642);
    Service.awaitCount("anonymous", 1);
    assertThat(Service.trained("{\"k\":3}").getInt("customers")).isEqualTo(125);
    inNoSegment("userId=silent", "no-analytics-consent");
    inNoSegment("userId=never-heard-of", "unknown-customer");
    String visitor = Events.PSEUDONYMS.anonymous("visitor");
    inNoSegment("cid=" + visitor, "no-analytics-consent");
    service.send(Events.profile(visitor, true, day(301)));
    await().untilAsserted(() -> inNoSegment("cid=" + visitor, "not-placed-yet"));
  }

  private static void inNoSegment(String who, String type) {
    Service.get("/v1/customers/segment?" + who)
        .statusCode(404)
        .contentType("application/problem+json")
        .body("type", equalTo("urn:parallax:problem:" + type))
        .body("errors[0].field", equalTo(who.substring(0, who.indexOf('='))));
  }
}
