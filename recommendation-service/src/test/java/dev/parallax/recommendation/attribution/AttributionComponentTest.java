package dev.parallax.recommendation.attribution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.parallax.contracts.ParallaxEvent;
import dev.parallax.contracts.Topics;
import dev.parallax.kit.log.LogProducer;
import dev.parallax.kit.store.Sql;
import dev.parallax.kit.testing.WithRealServers;
import dev.parallax.recommendation.Log;
import dev.parallax.recommendation.TestShop;
import dev.parallax.recommendation.attribution.World.Owed;
import io.agroal.api.AgroalDataSource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** What is owed to lists is what a join of everything gives, however it comes in. */
@QuarkusTest
@WithRealServers
class AttributionComponentTest {
  private static final int WORLDS = 24;

  @Inject LogProducer log;
  @Inject AgroalDataSource store;

  @Test
  void whateverComesInWhicheverOrderWhatIsOwedIsTheJoinOfItAll() {
    TestShop shop = new TestShop(log);
    Instant now = Instant.now().truncatedTo(ChronoUnit.HOURS);
    List<World> worlds = new ArrayList<>();
    for (int seed = 0; seed < WORLDS; seed++) {
      World world = new World(seed, now);
      worlds.add(world);
      shop.consent(world.customer(), true, now);
      shop.consent(world.visitor(), true, now);
    }
    takenIn();
    Random random = new Random(5);
    for (int turn = 0; turn < 6; turn++) {
      for (World world : worlds) {
        send(shop, Topics.CUSTOMER_EVENTS, part(world.events(), turn, 6));
        send(shop, Topics.RECOMMENDATION_EXPOSURES, part(world.lists(), turn, 6));
        if (turn == random.nextInt(6)) {
          shop.merge(world.visitor(), world.customer());
        }
      }
    }
    for (World world : worlds) { // What the shuffled parts left out, and all of it once more.
      send(shop, Topics.CUSTOMER_EVENTS, world.events());
      send(shop, Topics.RECOMMENDATION_EXPOSURES, world.lists());
      shop.merge(world.visitor(), world.customer());
    }
    int owed = 0;
    for (World world : worlds) {
      await()
          .atMost(Duration.ofSeconds(30))
          .untilAsserted(
              () -> assertThat(owed(world)).as(world.customer()).isEqualTo(world.owed()));
      owed += world.owed().size();
    }
    takenIn(); // And stays so when the last repeat is in.
    for (World world : worlds) {
      assertThat(owed(world)).as(world.customer()).isEqualTo(world.owed());
    }
    assertThat(owed).as("so that the test can fail").isGreaterThan(20 * WORLDS);
  }

  private static void takenIn() {
    await().atMost(Duration.ofSeconds(60)).untilAsserted(() -> assertThat(Log.lag()).isZero());
  }

  private static <T> List<T> part(List<T> all, int turn, int turns) {
    return all.subList(all.size() * turn / turns, all.size() * (turn + 1) / turns);
  }

  private static void send(TestShop shop, String topic, List<? extends ParallaxEvent> some) {
    if (!some.isEmpty()) {
      shop.send(topic, some);
    }
  }

  private List<Owed> owed(World world) {
    return Sql.list(
            store,
            row ->
                new Owed(
                    row.getString(1),
                    row.getInt(2),
                    row.getString(3),
                    row.getInt(4),
                    row.getString(5) == null ? "" : row.getString(5),
                    row.getLong(6),
                    revenue(row.getBigDecimal(7))),
            "select list_id, position, item_id, kind, order_id, quantity, revenue from outcome"
                + " where cid in (?, ?)",
            world.customer(),
            world.visitor())
        .stream()
        .sorted()
        .toList();
  }

  private static String revenue(BigDecimal revenue) {
    return revenue == null ? "" : revenue.setScale(4, RoundingMode.HALF_UP).toPlainString();
  }
}
