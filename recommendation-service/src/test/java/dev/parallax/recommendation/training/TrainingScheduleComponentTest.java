package dev.parallax.recommendation.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.parallax.contracts.Topics;
import dev.parallax.kit.job.Job;
import dev.parallax.kit.job.Jobs;
import dev.parallax.kit.log.LogProducer;
import dev.parallax.kit.model.ModelRegistry;
import dev.parallax.kit.model.StoredModel;
import dev.parallax.kit.store.Sql;
import dev.parallax.kit.testing.WithRealServers;
import dev.parallax.recommendation.Api;
import dev.parallax.recommendation.PlantedShop;
import dev.parallax.recommendation.TestShop;
import dev.parallax.recommendation.offer.Offers;
import io.agroal.api.AgroalDataSource;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A service of its own, in which nobody else trains. */
@QuarkusTest
@WithRealServers
@TestProfile(TrainingScheduleComponentTest.FromTheFirstThousandOrders.class)
class TrainingScheduleComponentTest {
  private static final int ORDERS = PlantedShop.CUSTOMERS * PlantedShop.ORDERS_EACH;

  @Inject LogProducer log;
  @Inject TrainingSchedule schedule;
  @Inject Jobs jobs;
  @Inject ModelRegistry registry;
  @Inject AgroalDataSource store;

  public static class FromTheFirstThousandOrders implements QuarkusTestProfile {
    @Override
    public Map<String, String> getConfigOverrides() {
      return Map.of(
          "parallax.recommendation.training.scheduled-from-orders",
          Integer.toString(ORDERS),
          "parallax.recommendation.training.every",
          "3D");
    }
  }

  @Test
  void itTrainsOnceThereAreOrdersAndAgainWhenTheModelHasGrownOld() {
    Instant now = Instant.parse("2026-03-01T12:00:00Z");
    schedule.tick();
    assertThat(trainings()).as("without orders").isEmpty();
    TestShop shop = new TestShop(log);
    shop.send(Topics.CATALOG, PlantedShop.catalog());
    shop.send(Topics.CUSTOMER_PROFILES, PlantedShop.profiles());
    shop.send(Topics.CUSTOMER_EVENTS, new PlantedShop(shop, 3).events());
    await()
        .atMost(Duration.ofSeconds(60))
        .untilAsserted(() -> assertThat(Api.counts().getLong("orders")).isEqualTo(ORDERS));
    assertThat(schedule.isDue(now)).isTrue();

    schedule.tick();
    schedule.tick();
    assertThat(trainings()).as("one that waits or runs is enough").hasSize(1);
    await()
        .atMost(Duration.ofSeconds(120))
        .untilAsserted(() -> assertThat(trainings()).allMatch(Job::finished));
    StoredModel model = registry.newest(Offers.MODEL).orElseThrow();
    Instant trained = model.createdAt();
    registry.store("predictor-of-something", model.card(), new byte[1], true);
    schedule.tick();
    assertThat(trainings()).as("the model is young").hasSize(1);
    assertThat(schedule.isDue(trained.plus(Duration.ofDays(3)).minusMillis(1))).isFalse();
    assertThat(schedule.isDue(trained.plus(Duration.ofDays(3))))
        .as("whatever other models are younger")
        .isTrue();
    aTrainingWhoseReplicaDiedIsRunAgain();
  }

  /** The row says running and its heart has stopped; the model of before serves meanwhile. */
  private void aTrainingWhoseReplicaDiedIsRunAgain() {
    String serving = registry.champion(Offers.MODEL).orElseThrow().id();
    String died = "recommendation-died";
    QuarkusTransaction.requiringNew()
        .run(
            () ->
                Sql.update(
                    store,
                    "insert into job (id, kind, state, params, owner, attempts, heartbeat_at, created_at)"
                        + " values (?, ?, 'running', '{}', 'gone', 1, now() - interval '1 hour', now())",
                    died,
                    TrainingJob.KIND));
    await()
        .atMost(Duration.ofSeconds(60))
        .untilAsserted(
            () -> {
              assertThat(Api.ask("nobody").getString("modelVersion")).isEqualTo(serving);
              assertThat(jobs.find(died).orElseThrow().state()).isEqualTo(Job.State.SUCCEEDED);
            });
    JsonNode result = jobs.find(died).orElseThrow().result();
    assertThat(result.path("verdict").path("outcome").asText())
        .as("the same data and recipe as the model in service: %s", result)
        .isEqualTo("unchanged");
    assertThat(Api.ask("nobody").getString("modelVersion")).isEqualTo(serving);
  }

  private List<Job> trainings() {
    return jobs.list(50, null).items().stream()
        .filter(job -> job.kind().equals(TrainingJob.KIND))
        .toList();
  }
}
