package dev.parallax.recommendation;

import static dev.parallax.recommendation.Api.because;
import static dev.parallax.recommendation.Api.items;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.parallax.kit.log.LogProducer;
import dev.parallax.kit.pseudonym.Pseudonyms;
import dev.parallax.kit.testing.RealPostgres;
import dev.parallax.kit.testing.WithRealServers;
import io.quarkus.test.junit.QuarkusMock;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import jakarta.inject.Inject;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Whose lists, where pseudonyms turn out to be one person, or two. */
@QuarkusTest
@WithRealServers
class IdentityComponentTest {
  @Inject LogProducer log;
  private TestShop shop;

  @BeforeEach
  void seed() {
    shop = new TestShop(log);
    Seeded.ensure(shop);
  }

  @Test
  void whatAVisitorDidBelongsToTheCustomerAfterSigningIn() {
    String visitor = TestShop.PSEUDONYMS.anonymous("visitor-1");
    long customers = Api.counts().getLong("customers");
    shop.agreed("signed-in");
    shop.events(
        shop.viewed(visitor, "I40", TestShop.NOON),
        shop.bought(visitor, "v-1", TestShop.NOON, "I05"),
        shop.viewed(TestShop.cid("signed-in"), "I41", TestShop.NOON));
    await()
        .untilAsserted(
            () -> assertThat(Api.counts().getLong("customers")).isEqualTo(customers + 2));
    shop.merge(visitor, TestShop.cid("signed-in"));
    await()
        .untilAsserted(
            () -> {
              assertThat(Api.counts().getLong("customers")).isEqualTo(customers + 1);
              assertThat(because(Api.ask("signed-in"), "I38")).contains("Item I05");
            });
    // What comes late under the old name is theirs too.
    shop.events(shop.bought(visitor, "v-2", TestShop.NOON, "I38"));
    await()
        .untilAsserted(
            () -> assertThat(items(Api.ask("signed-in"))).isNotEmpty().doesNotContain("I38"));
    assertThat(Api.counts().getLong("customers")).isEqualTo(customers + 1);
    JsonPath asVisitor =
        Api.as("service")
            .get("/v1/recommendations?anonymousId=visitor-1")
            .then()
            .statusCode(200)
            .extract()
            .jsonPath();
    assertThat(asVisitor.getString("cid")).isEqualTo(TestShop.cid("signed-in"));
  }

  @Test
  void aSplitGivesBackWhatCameUnderThePseudonymBefore() {
    shop.agreed("left");
    shop.agreed("parted");
    String left = TestShop.cid("left");
    String parted = TestShop.cid("parted");
    shop.events(shop.bought(parted, "s-1", TestShop.NOON, "I05"));
    await().untilAsserted(() -> assertThat(because(Api.ask("parted"), "I38")).contains("I05"));
    shop.merge(parted, left, 1);
    await().untilAsserted(() -> assertThat(because(Api.ask("left"), "I38")).contains("I05"));
    assertThat(Api.ask("parted").getString("cid")).isEqualTo(left);

    shop.split(left, parted, 2);
    shop.merge(parted, left, 1); // Once more, and late.

    await()
        .untilAsserted(
            () -> {
              assertThat(Api.ask("parted").getString("cid")).isEqualTo(parted);
              assertThat(because(Api.ask("parted"), "I38")).contains("I05");
              assertThat(Api.ask("left").getString("items.reasons.text.en"))
                  .doesNotContain("Item I05");
            });
    shop.events(shop.bought(parted, "s-2", TestShop.NOON, "I38"));
    await().untilAsserted(() -> assertThat(items(Api.ask("parted"))).doesNotContain("I38"));
    shop.merge(parted, left, 3);
    await().untilAsserted(() -> assertThat(items(Api.ask("left"))).doesNotContain("I05", "I38"));
  }

  @Test
  void aCustomerIsFoundBeforeWhileAndAfterTheSecretIsRotated() {
    shop.agreed("rotated");
    String old = TestShop.cid("rotated");
    shop.events(shop.bought(old, "k-1", TestShop.NOON, "I05"));
    await().untilAsserted(() -> assertThat(because(Api.ask("rotated"), "I38")).contains("I05"));

    byte[] secret = new byte[64];
    QuarkusMock.installMockForType(
        new Pseudonyms(1, secret, Map.of(0, RealPostgres.PSEUDONYM_SECRET)), Pseudonyms.class);
    assertThat(because(Api.ask("rotated"), "I38")).contains("I05");

    Pseudonyms rotated = new Pseudonyms(1, secret, Map.of());
    shop.merge(old, rotated.customer("rotated"), 1);
    await()
        .untilAsserted(
            () ->
                assertThat(Api.ask("rotated").getString("cid"))
                    .isEqualTo(rotated.customer("rotated")));
    QuarkusMock.installMockForType(rotated, Pseudonyms.class);
    assertThat(because(Api.ask("rotated"), "I38")).contains("I05");
  }
}
