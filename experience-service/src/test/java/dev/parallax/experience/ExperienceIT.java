package dev.parallax.experience;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;

import dev.parallax.contracts.commerce.CommerceEvents;
import dev.parallax.experience.world.Api;
import dev.parallax.experience.world.Events;
import dev.parallax.experience.world.Sender;
import dev.parallax.kit.testing.WithRealServers;
import io.quarkus.test.junit.QuarkusIntegrationTest;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The packaged service, as it is deployed. */
@QuarkusIntegrationTest
@WithRealServers
class ExperienceIT {
  private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");

  @Test
  void packagedServiceIsReadyAndCountsOnlyCustomersWhoAgreed() {
    given().get("/q/health/ready").then().statusCode(200).body("status", equalTo("UP"));
    String cid = "c_" + "c".repeat(32);
    String neverAsked = "c_" + "d".repeat(32);
    try (Sender sender = new Sender()) {
      sender.send(Events.consent(cid, true, NOON));
      sender.send(
          List.of(
              Events.track(
                  neverAsked, NOON, CommerceEvents.PRODUCT_VIEWED, null, Events.product("i1")),
              Events.track(cid, NOON, CommerceEvents.PRODUCT_VIEWED, null, Events.product("i1")),
              Events.track(cid, NOON, CommerceEvents.PRODUCT_ADDED, null, Events.product("i1"))));
    }
    await()
        .atMost(Duration.ofSeconds(30))
        .untilAsserted(() -> assertThat(Api.count("events")).isEqualTo(3));
    await()
        .untilAsserted(
            () ->
                assertThat(Api.get("/v1/funnels").<Integer>getList("steps.sessions"))
                    .containsExactly(1, 1, 0, 0));
    assertThat(Api.count("customers")).isEqualTo(2);
    assertThat(Api.get("/v1/overview").getLong("customers")).isEqualTo(1);
  }
}
