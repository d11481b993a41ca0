package dev.parallax.ingestion.spool;

import static dev.parallax.ingestion.Callers.query;
import static dev.parallax.ingestion.Callers.update;
import static org.assertj.core.api.Assertions.assertThat;

import dev.parallax.contracts.Topics;
import dev.parallax.ingestion.IngestionSettings;
import dev.parallax.ingestion.Log;
import dev.parallax.kit.log.LogProducer;
import dev.parallax.kit.testing.RealPostgres;
import dev.parallax.kit.testing.WithRealServers;
import io.agroal.api.AgroalDataSource;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Two replicas with one spool: a second set of its beans beside the application's. */
@QuarkusTest
@WithRealServers
@WithTestResource(IngestionSettings.class)
class ReplicasComponentTest {
  private static final int KEYS = 16;
  private static final int FALSE_ALARMS = 6;

  /** Of one snapshot: whether the count is that of the rows. */
  private static final String IS_EXACT =
      """
      select (select coalesce(sum(events), 0) || ' ' || coalesce(sum(length(payload)), 0) from spool)
        = (select sum(events) || ' ' || sum(bytes) from spool_count)
      """;

  private final String run = Long.toString(System.nanoTime());

  @Inject Spool one;
  @Inject AgroalDataSource store;
  @Inject LogProducer log;
  @Inject SpoolConfig config;

  private final AtomicLong acknowledged = new AtomicLong();
  private SpoolGate gate;
  private Spool other;

  @BeforeEach
  void startTheOther() {
    gate = new SpoolGate(store);
    gate.start();
    other = new Spool(store, log, gate, config, new SimpleMeterRegistry());
  }

  @AfterEach
  void stopTheOther() throws InterruptedException {
    update("drop trigger if exists clumsy on spool");
    gate.stop();
  }

  @Test
  void whatOneReplicaSpooledIsNotOvertakenByWhatComesToTheOther() throws SQLException {
    try (var _ = HeldDrain.hold()) {
      gate.open();
      assertThat(other.send(records("k", 1))).as("straight to the log").isFalse();
      assertThat(one.send(records("k", 2))).as("straight to the log").isFalse();
    }
    awaitClosed();
    assertThat(one.send(records("k", 3))).as("straight to the log").isTrue();
    assertThat(numbers("k")).containsExactly(1, 2, 3);
  }

  @Test
  void howMuchWaitsIsKnownWithoutReadingWhatWaits() throws SQLException {
    int rows = 100;
    try (var _ = HeldDrain.hold();
        Connection reader =
            DriverManager.getConnection(RealPostgres.jdbcUrl(), "postgres", "postgres")) {
      gate.open();
      for (int i = 0; i < rows; i++) {
        assertThat(other.send(records("waits", i))).as("straight to the log").isFalse();
      }
      reader.setAutoCommit(false);
      SpoolState state = SpoolStore.read(reader).state();
      assertThat(state.events()).isEqualTo(rows);
      assertThat(state.bytes()).isGreaterThan(rows * 20L);
      assertThat(state.oldestSeconds()).isPositive();
      try (Statement statement = reader.createStatement();
          ResultSet read =
              statement.executeQuery(
                  "select seq_tup_read + idx_tup_fetch from pg_stat_xact_user_tables"
                      + " where relname = 'spool'")) {
        read.next();
        assertThat(read.getLong(1)).as("rows read").isLessThanOrEqualTo(1);
      }
    }
    awaitClosed();
    assertThat(query("select count(*) || ' ' || sum(bytes) from spool_count")).isEqualTo("1 0");
  }

  /**
   * Everybody sends the next of a key once the last is acknowledged, to either replica; meanwhile
   * the spool is opened again and again, every other deletion fails after its rows were sent, and
   * some who add change their mind. At every moment the count is that of what waits.
   */
  @Test
  void theOrderOfEveryKeyHoldsWhileTheSpoolOpensAndClosesAndItsDrainFails()
      throws InterruptedException, ExecutionException {
    update("create sequence if not exists clumsy_turn");
    update(
        """
        create or replace function clumsy() returns trigger language plpgsql as $$
        begin
          if nextval('clumsy_turn') % 2 = 0 then raise exception 'clumsy'; end if;
          return null;
        end $$""");
    update(
        "create trigger clumsy after delete on spool for each statement execute function clumsy()");
    List<Integer> sent = new ArrayList<>();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      Future<?> alarms = threads.submit(this::falseAlarms);
      List<Future<Integer>> keys =
          IntStream.range(0, KEYS)
              .mapToObj(key -> threads.submit(() -> sendUntil(alarms, key)))
              .toList();
      for (Future<Integer> key : keys) {
        sent.add(key.get());
      }
      alarms.get();
    }
    awaitClosed();
    assertThat(Integer.parseInt(query("select last_value from clumsy_turn")))
        .as("deletions, every other of which failed")
        .isGreaterThan(FALSE_ALARMS);
    assertThat(sent).as("sent of each key").allSatisfy(n -> assertThat(n).isGreaterThan(10));
    for (int key = 0; key < KEYS; key++) {
      assertThat(numbers("key" + key))
          .as("first appearances of key %d", key)
          .containsExactlyElementsOf(IntStream.rangeClosed(1, sent.get(key)).boxed().toList());
    }
  }

  /**
   * Each is over as soon as both replicas know of it, or once some events wait; the next begins
   * once the drain has tried, and some events more were acknowledged, or at once.
   */
  private Void falseAlarms() throws SQLException {
    Random random = new Random(7);
    for (int i = 0; i < FALSE_ALARMS; i++) {
      long deletions = deletions();
      try (var _ = HeldDrain.hold()) {
        gate.open();
        int waiting = random.nextInt(4) == 0 ? 0 : 1 + random.nextInt(300);
        patiently()
            .until(
                () ->
                    isExact()
                        && gate.latest().state().open()
                        && one.state().open()
                        && Integer.parseInt(query("select count(*) from spool")) >= waiting);
      }
      long more = acknowledged.get() + random.nextInt(KEYS * 20);
      patiently().until(() -> isExact() && deletions() > deletions && acknowledged.get() >= more);
    }
    return null;
  }

  private static boolean isExact() {
    assertThat(query(IS_EXACT)).as("the count is that of the rows").isEqualTo("t");
    return true;
  }

  private static long deletions() {
    return Long.parseLong(
        query("select case when is_called then last_value else 0 end from clumsy_turn"));
  }

  private static ConditionFactory patiently() {
    return Awaitility.await().atMost(Duration.ofSeconds(30)).pollInterval(Duration.ofMillis(20));
  }

  private int sendUntil(Future<?> end, int key) {
    Random random = new Random(key);
    int number = 0;
    while (!end.isDone()) {
      Spool replica = random.nextBoolean() ? one : other;
      try {
        List<ProducerRecord<String, byte[]>> next = records("key" + key, number + 1);
        if (random.nextInt(10) == 0) {
          sendAndChangeOnesMind(replica, next);
        }
        replica.send(next);
        number++;
        acknowledged.incrementAndGet();
      } catch (SpoolFullException e) { // Its sender comes again.
        long largest = config.largest().asLongValue();
        patiently().until(() -> end.isDone() || replica.state().bytes() < largest / 2);
      }
    }
    return number;
  }

  private static void sendAndChangeOnesMind(
      Spool replica, List<ProducerRecord<String, byte[]>> records) {
    try {
      QuarkusTransaction.requiringNew()
          .run(
              () -> {
                replica.send(records);
                throw new CancellationException("changed their mind");
              });
    } catch (CancellationException e) {
      // Nothing of it is left, unless it went straight to the log, where the repeat is known.
    }
  }

  private List<ProducerRecord<String, byte[]>> records(String key, int number) {
    byte[] value = Integer.toString(number).getBytes(StandardCharsets.UTF_8);
    return List.of(new ProducerRecord<>(Topics.deadLetter(Topics.READINGS), run + key, value));
  }

  /** Of a key on the log, in the order of their first appearance. */
  private List<Integer> numbers(String key) {
    return Log.read(Topics.deadLetter(Topics.READINGS)).stream()
        .filter(record -> (run + key).equals(record.key()))
        .map(ConsumerRecord::value)
        .map(value -> Integer.parseInt(new String(value, StandardCharsets.UTF_8)))
        .distinct()
        .toList();
  }

  private void awaitClosed() {
    Awaitility.await()
        .atMost(Duration.ofSeconds(60))
        .until(() -> "f".equals(query("select open from spool_state")));
    Awaitility.await().until(() -> !gate.refresh().state().open() && !one.state().open());
  }
}
