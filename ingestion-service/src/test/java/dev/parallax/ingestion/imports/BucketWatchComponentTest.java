package dev.parallax.ingestion.imports;

import static dev.parallax.ingestion.Callers.query;
import static dev.parallax.ingestion.Callers.update;
import static org.assertj.core.api.Assertions.assertThat;

import dev.parallax.ingestion.IngestionSettings;
import dev.parallax.ingestion.RealS3;
import dev.parallax.ingestion.bucket.Buckets;
import dev.parallax.ingestion.bucket.TestBuckets;
import dev.parallax.kit.job.Jobs;
import dev.parallax.kit.testing.WithRealServers;
import io.agroal.api.AgroalDataSource;
import io.quarkus.runtime.configuration.MemorySize;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.math.BigInteger;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Files that nobody sends: put into a bucket. */
@QuarkusTest
@WithRealServers
@WithTestResource(IngestionSettings.class)
class BucketWatchComponentTest {
  private final String unique = Long.toString(System.nanoTime(), 36);
  private final String mapping = "drop-" + unique;
  private final Buckets buckets = TestBuckets.open();

  @Inject ImportForms forms;
  @Inject Imports imports;
  @Inject ImportsConfig spool;
  @Inject ObjectClaims claims;
  @Inject Jobs jobs;
  @Inject AgroalDataSource store;

  @BeforeEach
  void makeTheMapping() {
    Watching.putMapping(mapping);
  }

  @Test
  void anObjectOfABucketIsTakenOnceHoweverManyReplicasLookAndAgainWhenItChanges() throws Exception {
    buckets.put(RealS3.DROP, unique + "/a.csv", "who,run\nu1," + unique + "\nu2," + unique + "\n");
    List<BucketWatch> replicas = Stream.generate(() -> watch(buckets)).limit(4).toList();
    try (ExecutorService threads = Executors.newFixedThreadPool(4)) {
      for (var looked :
          threads.invokeAll(replicas.stream().map(r -> Executors.callable(r::look)).toList())) {
        looked.get();
      }
    }
    replicas.getFirst().look();
    Awaitility.await()
        .atMost(Duration.ofSeconds(30))
        .until(() -> Watching.events(unique).size() >= 2);
    assertThat(taken()).isEqualTo("1");
    buckets.put(RealS3.DROP, unique + "/a.csv", "who,run\nu3," + unique + "\n");
    replicas.getLast().look();
    Awaitility.await()
        .atMost(Duration.ofSeconds(30))
        .until(() -> Watching.events(unique).size() == 3);
    assertThat(taken()).isEqualTo("2");
  }

  @Test
  void anObjectAboveTheLimitOfAllImportsIsLeftWhereItIs() throws Exception {
    buckets.put(RealS3.DROP, unique + "/a.csv", "who,run\nu1," + unique + "\n");
    ImportsConfig small =
        (ImportsConfig)
            Proxy.newProxyInstance(
                getClass().getClassLoader(),
                new Class<?>[] {ImportsConfig.class},
                (proxy, method, arguments) ->
                    method.getName().equals("largest")
                        ? new MemorySize(BigInteger.TEN)
                        : method.invoke(spool, arguments));
    new BucketWatch(Watching.bucket(unique + "/", mapping), forms, buckets, imports, small, claims)
        .look();
    assertThat(taken()).isEqualTo("0");
    watch(buckets).look();
    assertThat(taken()).isEqualTo("1");
  }

  @Test
  void aClaimIsTakenOverOnceItsReplicaShowsNoSignOfLifeAndNotBefore() throws Exception {
    buckets.put(RealS3.DROP, unique + "/a.csv", "who,run\nu1," + unique + "\n");
    CountDownLatch downloading = new CountDownLatch(1);
    CountDownLatch awake = new CountDownLatch(1);
    BucketWatch slow =
        watch(
            TestBuckets.slow(
                () -> {
                  downloading.countDown();
                  awaitUninterruptibly(awake);
                }));
    BucketWatch other = watch(buckets);
    try (ExecutorService thread = Executors.newSingleThreadExecutor()) {
      Future<?> look = thread.submit(slow::look);
      downloading.await();
      silentFor(Duration.ofSeconds(50));
      other.look();
      silentFor(ObjectClaims.DEAD.plusSeconds(1));
      slow.beat();
      other.look();
      assertThat(imported()).as("by another replica, while this one lives").isZero();

      silentFor(ObjectClaims.DEAD.plusSeconds(1));
      other.look();
      assertThat(imported()).isOne();
      Awaitility.await()
          .atMost(Duration.ofSeconds(30))
          .until(() -> Watching.events(unique).size() == 1);
      awake.countDown(); // It was not dead, only away for long.
      look.get();
    }
    assertThat(imported()).isOne();
    assertThat(spool.directory()).isDirectoryNotContaining("glob:**.object*");
    silentFor(Duration.ofDays(1));
    other.look();
    assertThat(imported()).as("taken once for ever").isOne();
  }

  @Test
  void aLookThroughObjectsThatWereTakenAsksTheDatabaseOnce() throws Exception {
    int objects = 50;
    for (int i = 0; i < objects; i++) {
      buckets.put(RealS3.DROP, unique + "/" + i + ".csv", "who,run\n");
    }
    for (Buckets.Found object : buckets.list(RealS3.DROP, unique + "/")) {
      String job = claims.claim(RealS3.DROP, object).orElseThrow().jobId();
      update(
          "insert into job (id, kind, state, params, created_at)"
              + " values (?, 'done', 'succeeded', '{}', now())",
          job);
    }
    AtomicInteger asked = new AtomicInteger();
    watch(buckets, new ObjectClaims(jobs, counting(asked))).look();
    assertThat(asked).hasValue(1);
    assertThat(imported()).isEqualTo(objects);
  }

  /** As if nothing had been heard of whoever has the claim. */
  private void silentFor(Duration time) {
    update(
        "update import_object set claimed_at = clock_timestamp() - ? * interval '1 second'"
            + " where key like ?",
        time.toSeconds(),
        unique + "%");
  }

  private static void awaitUninterruptibly(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Jobs of this test's objects. */
  private int imported() {
    return Integer.parseInt(
        query(
            "select count(*) from job where id in (select job_id from import_object where key like ?)",
            unique + "%"));
  }

  private String taken() {
    return query("select count(*) from import_object where key like ?", unique + "%");
  }

  private BucketWatch watch(Buckets of) {
    return watch(of, claims);
  }

  private BucketWatch watch(Buckets of, ObjectClaims by) {
    return new BucketWatch(Watching.bucket(unique + "/", mapping), forms, of, imports, spool, by);
  }

  /** The database, counting how often it is asked for a connection. */
  private AgroalDataSource counting(AtomicInteger asked) {
    return (AgroalDataSource)
        Proxy.newProxyInstance(
            getClass().getClassLoader(),
            new Class<?>[] {AgroalDataSource.class},
            (proxy, method, arguments) -> {
              if (method.getName().equals("getConnection")) {
                asked.incrementAndGet();
              }
              try {
                return method.invoke(store, arguments);
              } catch (InvocationTargetException e) {
                throw e.getCause();
              }
            });
  }
}
