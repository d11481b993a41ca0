package dev.parallax.experience.visit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parallax.experience.session.Visit;
import dev.parallax.experience.world.Store;
import dev.parallax.kit.store.Sql;
import dev.parallax.kit.testing.WithRealServers;
import io.agroal.api.AgroalDataSource;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** How much is read again for one more event. */
@QuarkusTest
@WithRealServers
class NeighbourhoodComponentTest {
  private static final long NOON = Instant.parse("2026-03-01T12:00:00Z").toEpochMilli();
  private static final long EVERY = Duration.ofMinutes(10).toMillis();
  private static final int SESSIONS = 200;

  @Inject AgroalDataSource store;
  @Inject VisitStore visits;

  @BeforeEach
  void clear() {
    Store.clear();
  }

  @Test
  void whoOpensASessionEveryTenMinutesHasOnlyTheNearOnesReadAgain() {
    long customer = customer();
    List<VisitPart> sessions = new ArrayList<>();
    for (int i = 0; i < SESSIONS; i++) {
      sessions.add(part(customer, UUID.nameUUIDFromBytes(new byte[] {(byte) i}), i * EVERY));
    }
    // Beside every tenth one something without a session, which may count with one or the other.
    for (int i = 0; i < SESSIONS; i += 10) {
      sessions.add(part(customer, null, i * EVERY + EVERY / 3));
    }
    add(sessions);
    assertThat(Store.number("select count(*) from visit")).isEqualTo(SESSIONS + SESSIONS / 10);

    Neighbourhood near =
        near(List.of(part(customer, UUID.randomUUID(), SESSIONS / 2 * EVERY + EVERY / 2)));

    assertThat(near.changing(customer)).hasSizeBetween(5, 20);
    assertThat(near.all(customer)).hasSizeBetween(near.changing(customer).size(), 40);
  }

  private static VisitPart part(long customer, UUID session, long afterNoon) {
    return new VisitPart(customer, Visit.of(session, NOON + afterNoon, null, true));
  }

  private long customer() {
    Sql.run(
        store,
        connection -> {
          try (var statement = connection.createStatement()) {
            statement.executeUpdate("insert into customer (cid) values ('c_1')");
          }
        });
    return Store.number("select id from customer");
  }

  private void add(List<VisitPart> parts) {
    QuarkusTransaction.requiringNew()
        .run(() -> Sql.run(store, connection -> visits.add(connection, parts, List.of())));
  }

  private Neighbourhood near(List<VisitPart> parts) {
    return QuarkusTransaction.requiringNew()
        .call(
            () ->
                Sql.call(
                    store,
                    connection ->
                        Neighbourhood.of(
                            connection, VisitStore.touched(connection, parts, List.of()))));
  }
}
