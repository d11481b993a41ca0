package dev.parallax.experience;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.parallax.contracts.commerce.CommerceEvents;
import dev.parallax.contracts.feedback.FeedbackGiven.Kind;
import dev.parallax.experience.world.Api;
import dev.parallax.experience.world.Events;
import dev.parallax.experience.world.Sender;
import dev.parallax.kit.testing.WithRealServers;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.restassured.path.json.JsonPath;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Where analytics is not assumed, who never answered is in no number. */
@QuarkusTest
@WithRealServers
@TestProfile(ConsentNotAssumedComponentTest.OnlyPersonalizationAssumed.class)
class ConsentNotAssumedComponentTest {
  private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");

  public static class OnlyPersonalizationAssumed implements QuarkusTestProfile {
    @Override
    public Map<String, String> getConfigOverrides() {
      return Map.of("parallax.consent.assumed", "personalization");
    }
  }

  private static String cid(int number) {
    return "c_%032d".formatted(number);
  }

  @BeforeAll
  static void patience() {
    Awaitility.setDefaultTimeout(Duration.ofSeconds(40));
  }

  @Test
  void whoNeverAnsweredIsCountedFromTheMomentTheyAgree() {
    List<String> customers = new ArrayList<>();
    for (int i = 0; i < 6; i++) {
      customers.add(cid(i));
    }
    try (Sender sender = new Sender()) {
      for (String cid : customers) {
        sender.send(
            Events.track(
                cid,
                NOON,
                CommerceEvents.PRODUCT_VIEWED,
                null,
                Events.product("i1").put("category", "Lamps")));
        sender.send(Events.feedback(cid, NOON, Kind.NPS, 9.0, null, null));
      }
      await()
          .untilAsserted(
              () -> assertThat(Api.count("events") + Api.count("feedback")).isEqualTo(12));
      counted(0);
      assertThat(Api.get("/v1/gaps").getList("items")).isEmpty();

      customers.forEach(cid -> sender.send(Events.consent(cid, true, NOON)));
      await().untilAsserted(() -> counted(6));
      await()
          .untilAsserted(
              () ->
                  assertThat(Api.get("/v1/gaps").<String>getList("items.category"))
                      .containsExactly("Lamps"));
      assertThat(Api.get("/v1/gaps").getLong("items[0].customers")).isEqualTo(6);
    }
  }

  private static void counted(long customers) {
    JsonPath overview = Api.get("/v1/overview");
    assertThat(overview.getLong("customers")).isEqualTo(customers);
    assertThat(overview.getLong("sessions")).isEqualTo(customers);
    assertThat(overview.getLong("responses")).isEqualTo(customers);
    assertThat(Api.get("/v1/funnels").getLong("customers")).isEqualTo(customers);
  }
}
