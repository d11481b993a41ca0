package dev.parallax.recommendation.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.awaitility.Awaitility.await;

import dev.parallax.contracts.behaviour.CustomerEvent;
import dev.parallax.kit.log.LogProducer;
import dev.parallax.kit.model.ModelRegistry;
import dev.parallax.kit.testing.WithRealServers;
import dev.parallax.recommendation.Api;
import dev.parallax.recommendation.PlantedShop;
import dev.parallax.recommendation.Seeded;
import dev.parallax.recommendation.TestShop;
import dev.parallax.recommendation.offer.Offers;
import dev.parallax.recommendation.offer.Variant;
import io.agroal.api.AgroalDataSource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a way to make lists would bring is estimated of those that others made. */
@QuarkusTest
@WithRealServers
class EstimateComponentTest {
  private static final int ASKING = 40;
  private static final int OF_EACH = 70;
  private static final int MAILS = 3;

  @Inject LogProducer log;
  @Inject AgroalDataSource store;
  @Inject ExperimentStore experiments;
  @Inject PromotionEstimates promotions;
  @Inject ModelRegistry registry;
  private TestShop shop;
  private Lab lab;

  @BeforeEach
  void seed() {
    shop = new TestShop(log);
    lab = new Lab(shop, store);
    Seeded.ensure(shop);
  }

  @Test
  void eachCustomerGetsOneArmAndWhatACandidateWouldBringIsEstimatedOfThem() {
    shop.item("NEVER-SOLD", true); // Elsewhere it is tried out, here it would be a second chance.
    await()
        .atMost(Duration.ofSeconds(30))
        .untilAsserted(
            () ->
                assertThat(Api.ask(PlantedShop.user(4)).<String>getList("items.strategy"))
                    .contains("exploration"));
    Lab.put(
            "one-each",
            ("{\"surfaces\":[\"bench\",\"email\"],%s,\"shuffled\":0.25,\"candidates\":["
                    + "{\"name\":\"twin\",\"strategy\":\"popular\"},"
                    + "{\"name\":\"rules\",\"strategy\":\"rules\"},"
                    + "{\"name\":\"serving\",\"modelVersion\":\"%s\"}]}")
                .formatted(Lab.ARMS, serving()))
        .statusCode(200);
    Lab.start("one-each");
    Lab.awaitBegin("one-each", "bench");
    Set<String> lists = shownToAsManyOfEach("one-each");
    Map<String, List<Lab.Place>> places = lab.places("one-each", lists);
    Map<String, String> armOf = new HashMap<>();
    List<CustomerEvent> clicks = new ArrayList<>();
    Set<String> clicked = new HashSet<>();
    places.forEach(
        (list, all) -> {
          for (Lab.Place place : all) {
            assertThat(armOf.merge(place.cid(), place.arm(), (a, b) -> a))
                .as("stays")
                .isEqualTo(place.arm());
            assertThat(place.propensity()).isBetween(0.5 * 0.25 / 10 - 1e-9, 1.0);
            assertThat(place.agreeing().contains("twin"))
                .as("the candidate makes the lists of common")
                .isEqualTo(place.agreeing().contains("common"));
            if (Lab.isLiked(list, place, place.agreeing().contains("common"))) {
              clicks.add(Lab.click(place, list));
              clicked.add(list + "#" + place.number());
            }
          }
        });
    assertThat(armOf.values()).contains("alike", "common");
    lab.takenIn(clicks);

    JsonPath results = Lab.results("one-each");
    assertThat(results.<String>getList("arms.name")).containsExactly("alike", "common");
    assertThat(results.getInt("arms[0].customers") + results.getInt("arms[1].customers"))
        .isEqualTo(armOf.size());
    assertThat(results.getBoolean("sampleRatio.mismatch")).isFalse();
    List<String> ways = List.of("alike", "common", "twin", "rules", "serving");
    assertThat(results.<String>getList("estimates.name")).isEqualTo(ways);
    for (int i = 0; i < ways.size(); i++) {
      assertThat(results.getDouble("estimates[" + i + "].clickThrough.value"))
          .as(ways.get(i))
          .isCloseTo(bruteForce(places, clicked, ways.get(i)), within(1e-6));
    }
    assertThat(results.getDouble("estimates[2].covered")).isBetween(0.8, 1.2);
    assertThat(results.getDouble("estimates[2].effectiveSize"))
        .isBetween(100.0, (double) results.getInt("estimates[2].places"));
    aPromotionSaysWhatWasEstimated();
    Api.as("analyst").post("/v1/experiments/one-each/stop").then().statusCode(200);
    shop.item("NEVER-SOLD", false);
  }

  private String serving() {
    return registry.champion(Offers.MODEL).orElseThrow().id();
  }

  private void aPromotionSaysWhatWasEstimated() {
    promotions.note(serving(), new Variant(serving(), null, null));
    assertThat(registry.champion(Offers.MODEL).orElseThrow().card().evaluation())
        .containsPattern(
            "Promoted while the experiment one-each estimated a click-through of [0-9.]+ %"
                + " \\([0-9.]+ to [0-9.]+\\) for it, and a click-through of [0-9.]+ % .* for alike; ");
  }

  /**
   * As many lists of each arm, so that chance has only shuffles left: how much is covered would
   * otherwise be outside what is asked of it now and then; so it is less than once in a million.
   */
  private Set<String> shownToAsManyOfEach(String name) {
    Experiment experiment = experiments.find(name).orElseThrow();
    Map<String, List<String>> byArm = new HashMap<>();
    for (int i = 0; i < PlantedShop.CUSTOMERS; i++) {
      String user = PlantedShop.user(i);
      String arm = experiment.treatment(TestShop.cid(user)).orElseThrow().arm();
      byArm.computeIfAbsent(arm, key -> new ArrayList<>()).add(user);
    }
    Set<String> lists = new HashSet<>();
    for (List<String> users : byArm.values()) {
      assertThat(users).hasSizeGreaterThan(OF_EACH);
      users.subList(0, ASKING).forEach(user -> lists.add(Lab.ask(user, "bench").getString("id")));
      for (int mail = 0; mail < MAILS; mail++) {
        lists.addAll(Lab.mail(users.subList(0, OF_EACH)));
      }
    }
    return lists;
  }

  /** The estimate by its definition, of everything that was shown to those customers. */
  private static double bruteForce(
      Map<String, List<Lab.Place>> places, Set<String> clicked, String name) {
    double weights = 0;
    double hits = 0;
    for (Map.Entry<String, List<Lab.Place>> list : places.entrySet()) {
      for (Lab.Place place : list.getValue()) {
        double weight = place.agreeing().contains(name) ? 1 / place.propensity() : 0;
        weights += weight;
        hits += clicked.contains(list.getKey() + "#" + place.number()) ? weight : 0;
      }
    }
    return hits / weights;
  }
}
