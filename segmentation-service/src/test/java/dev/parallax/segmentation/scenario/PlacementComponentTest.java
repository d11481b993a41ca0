package dev.parallax.segmentation.scenario;

import static dev.parallax.segmentation.scenario.Events.cid;
import static dev.parallax.segmentation.scenario.Events.day;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.parallax.kit.log.LogProducer;
import dev.parallax.kit.testing.RealPostgres;
import dev.parallax.kit.testing.TestTokens;
import dev.parallax.kit.testing.WithRealServers;
import dev.parallax.segmentation.membership.Placer;
import dev.parallax.segmentation.scenario.Events.Line;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * A promotion while somebody is about to place. The test holds up whoever writes memberships by
 * taking their lock, which the database gives out in the order of asking.
 */
@QuarkusTest
@WithRealServers
class PlacementComponentTest {
  private static final int LOCK = 0x5e67_0002;
  private static final int EVERYONE = 125;

  @Inject LogProducer log;
  @Inject Placer placer;

  private Service service;

  @BeforeEach
  void empty() {
    Service.empty();
    service = new Service(log);
  }

  private static Connection connect() throws SQLException {
    return DriverManager.getConnection(RealPostgres.jdbcUrl(), "postgres", "postgres");
  }

  private static void execute(Connection connection, String sql) throws SQLException {
    try (var statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  private static void awaitHeldUp(int placers) {
    Service.awaitNumber(
        "select count(*) from pg_locks where locktype = 'advisory' and not granted"
            + " and objid = "
            + LOCK,
        placers);
  }

  private static void promote(String model) {
    given()
        .header("Authorization", TestTokens.bearer("analyst"))
        .post("/v1/models/{id}/promote", model)
        .then()
        .statusCode(200);
  }

  private static void awaitEveryoneIsPlacedBy(String model) {
    Service.awaitNumber(
        "select count(*) from membership where model_id = '" + model + "'", EVERYONE);
    // Whoever asks for the lock next then begins with those who have changed.
    Service.awaitNumber(
        "select count(*) from pass where position is null and model_id = '" + model + "'", 1);
  }

  @Test
  void whoIsHeldUpOverAPromotionDoesNotPlaceByTheModelBefore() throws SQLException {
    Shop.open(service);
    String first = Service.trained("{\"k\":3}").getString("modelId");
    String second =
        Service.trained("{\"k\":3,\"features\":[\"frequency\",\"basketSize\"]}")
            .getString("modelId");
    promote(first);
    awaitEveryoneIsPlacedBy(first);

    CompletableFuture<Void> other;
    try (Connection holder = connect()) {
      execute(holder, "select pg_advisory_lock(" + LOCK + ")");
      awaitHeldUp(1);
      promote(second);
      other = CompletableFuture.runAsync(() -> placer.placeAll(placed -> {}));
      awaitHeldUp(2);
    }
    assertThat(other).succeedsWithin(Duration.ofSeconds(20));
    awaitEveryoneIsPlacedBy(second);
  }

  @Test
  void whoChangesWhileTheFirstModelIsPromotedIsPlacedByIt() throws SQLException {
    Shop.open(service);
    String model = Service.trained("{\"k\":3}").getString("modelId");
    awaitEveryoneIsPlacedBy(model);
    String bulk = Service.segmentOf("bulk-0").getString("segment.id");
    assertThat(Service.segmentOf("once-0").getString("segment.id")).isNotEqualTo(bulk);

    try (Connection holder = connect()) {
      // As before the first promotion, with the job's own round through everyone done.
      execute(holder, "update model set state = 'candidate'");
      execute(holder, "select pg_advisory_lock(" + LOCK + ")");
      awaitHeldUp(1);
      promote(model);
      service.send(
          Events.order(cid("once-0"), "n1", "1200", day(250), new Line("p1", "c1", 90)),
          Events.order(cid("once-0"), "n2", "1300", day(280), new Line("p1", "c1", 95)));
      Service.awaitCount("orders", 642);
      Service.awaitNumber("select count(*) from stale", 1);
    }
    await()
        .untilAsserted(
            () -> assertThat(Service.segmentOf("once-0").getString("segment.id")).isEqualTo(bulk));
  }
}
