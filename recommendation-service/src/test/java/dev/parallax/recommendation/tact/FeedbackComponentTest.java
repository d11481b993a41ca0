package dev.parallax.recommendation.tact;

import static dev.parallax.recommendation.Api.items;
import static dev.parallax.recommendation.Api.post;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;

import dev.parallax.kit.log.LogProducer;
import dev.parallax.kit.privacy.PersonalStore;
import dev.parallax.kit.testing.WithRealServers;
import dev.parallax.recommendation.Api;
import dev.parallax.recommendation.Seeded;
import dev.parallax.recommendation.TestShop;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A customer says what they do not want to see, and is heard. */
@QuarkusTest
@WithRealServers
class FeedbackComponentTest {
  @Inject LogProducer log;
  @Inject PersonalStore personal;
  private TestShop shop;

  @BeforeEach
  void seed() {
    shop = new TestShop(log);
    Seeded.ensure(shop);
  }

  @Test
  void notInterestedCountsFromTheNextAnswerOnAndCanBeTakenBack() {
    shop.agreed("picky");
    String first = items(Api.ask("picky")).getFirst();
    for (int i = 0; i < 2; i++) {
      feedback(Map.of("userId", "picky", "itemId", first))
          .statusCode(200)
          .body("cid", equalTo(TestShop.cid("picky")))
          .body("items.value", contains(first));
    }
    assertThat(items(Api.ask("picky"))).hasSize(10).doesNotContain(first);
    // In a search it is the customer's own wish that counts.
    assertThat(items(post(Map.of("userId", "picky", "candidates", List.of(first)))))
        .containsExactly(first);

    Api.as("service")
        .delete("/v1/recommendations/feedback?userId=picky&itemId=" + first)
        .then()
        .statusCode(200)
        .body("items.size()", equalTo(0));
    assertThat(items(Api.ask("picky"))).contains(first);
  }

  @Test
  void aWholeCategoryCanBeTurnedDown() {
    shop.agreed("no-things");
    feedback(Map.of("userId", "no-things", "category", "things")).statusCode(200);
    assertThat(Api.ask("no-things").<String>getList("items.category")).doesNotContain("things");
  }

  @Test
  void whatIsWrongWithFeedbackIsNamed() {
    Api.mistake(feedback(Map.of("itemId", "I01")), "userId");
    Api.mistake(feedback(Map.of("userId", "u")), "itemId");
    Api.mistake(feedback(Map.of("userId", "u", "itemId", "I01", "category", "c")), "itemId");
    Api.mistake(feedback(Map.of("userId", " ", "itemId", "I01")), "userId");
    shop.agreed("knows-nothing");
    feedback(Map.of("userId", "knows-nothing", "itemId", "no-such-item"))
        .statusCode(404)
        .body("errors[0].field", equalTo("itemId"));
  }

  @Test
  void withoutConsentNothingIsRememberedNotEvenANo() {
    feedback(Map.of("userId", "stranger-to-all", "itemId", "I01"))
        .statusCode(409)
        .body("type", equalTo("urn:parallax:problem:no-personalization-consent"));
    Api.as("service")
        .get("/v1/recommendations/feedback?userId=stranger-to-all")
        .then()
        .statusCode(200)
        .body("items.size()", equalTo(0));
  }

  @Test
  void aNoGoesWithTheCustomerInAMergeAndIsErasedWithThem() {
    shop.agreed("left-no");
    shop.agreed("right-no");
    feedback(Map.of("userId", "right-no", "itemId", "I03")).statusCode(200);
    shop.merge(TestShop.cid("right-no"), TestShop.cid("left-no"), 1);
    await().untilAsserted(() -> assertThat(turnedDown("left-no")).containsExactly("I03"));
    shop.split(TestShop.cid("left-no"), TestShop.cid("right-no"), 2);
    await().untilAsserted(() -> assertThat(turnedDown("right-no")).containsExactly("I03"));
    assertThat(turnedDown("left-no")).isEmpty();
    List<String> right = List.of(TestShop.cid("right-no"));
    assertThat(personal.gather(right).path("dismissals")).hasSize(1);
    shop.erase(TestShop.cid("right-no"));
    await().untilAsserted(() -> assertThat(turnedDown("right-no")).isEmpty());
    assertThat(personal.gather(right).path("dismissals")).isEmpty();
  }

  private static List<String> turnedDown(String userId) {
    return Api.as("service")
        .get("/v1/recommendations/feedback?userId=" + userId)
        .jsonPath()
        .getList("items.value");
  }

  private static ValidatableResponse feedback(Map<String, ?> body) {
    return Api.as("service")
        .contentType("application/json")
        .body(body)
        .post("/v1/recommendations/feedback")
        .then();
  }
}
