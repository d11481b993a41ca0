package dev.parallax.ingestion.archive;

import static dev.parallax.ingestion.Callers.query;
import static dev.parallax.ingestion.Callers.shop;
import static dev.parallax.ingestion.Callers.update;
import static dev.parallax.ingestion.archive.Duck.duck;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.parallax.contracts.Topics;
import dev.parallax.ingestion.IngestionSettings;
import dev.parallax.ingestion.JobByHand;
import dev.parallax.kit.erasure.Erasures;
import dev.parallax.kit.job.Job;
import dev.parallax.kit.job.JobWaitsException;
import dev.parallax.kit.job.Jobs;
import dev.parallax.kit.pseudonym.Pseudonyms;
import dev.parallax.kit.testing.RealPostgres;
import dev.parallax.kit.testing.WithRealServers;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How people are taken out of the archive, and what may be the matter with its files meanwhile. */
@QuarkusTest
@WithRealServers
@WithTestResource(IngestionSettings.class)
class ErasureComponentTest {
  private final Pseudonyms pseudonyms = new Pseudonyms(RealPostgres.PSEUDONYM_SECRET);
  private final String unique = Long.toString(System.nanoTime(), 36);

  @Inject Archive archive;
  @Inject ArchiveErasure erasure;
  @Inject ArchiveStore store;
  @Inject FilterStore filters;
  @Inject ErasureStore wanted;
  @Inject Jobs jobs;
  @Inject Erasures erasures;

  @Test
  void aFileThatCannotBeReadHoldsUpOnlyWhomItNamesAndOnlyUntilItIsPutRight(@TempDir Path elsewhere)
      throws Exception {
    track("broken", "1");
    pay("broken", "card", "broken");
    Path broken = file("broken");
    track("whole", "1");
    Path copy = elsewhere.resolve("copy");
    Files.move(broken, copy);
    Files.writeString(broken, "PAR1 this is no Parquet file PAR1");
    Job failed;
    try {
      track("broken", "2");
      List<Job> asked =
          QuarkusTransaction.requiringNew().call(() -> List.of(erase("broken"), erase("whole")));
      failed = ended(asked.get(0));
      Job other = ended(asked.get(1));
      assertThat(passes(asked)).isEqualTo("1");
      assertThat(other.error()).as("of whom the file does not name").isNull();
      assertThat(other.result().path("events").asInt()).isOne();
      assertThat(idsOf("whole")).isEmpty();
      assertThat(failed.error())
          .contains("1 cannot be read")
          .contains(broken.getFileName().toString());
      assertThat(idsOf("broken")).as("in the files that can be read").isEmpty();
      assertThat(
              query("select cardinality(accounts) from archive_erasure where job = ?", failed.id()))
          .as("which are looked for no second time")
          .isEqualTo("1");
    } finally {
      Files.move(copy, broken, StandardCopyOption.REPLACE_EXISTING);
    }
    assertThat(idsOf("broken")).isNotEmpty();

    Job again = ended(erasure.eraseAgain(failed.id()).orElseThrow());

    assertThat(again.error()).isNull();
    assertThat(
            query(
                "select string_agg(job || state || accounts::text, ' ') from archive_erasure where ? = any(cids)",
                pseudonyms.customer("broken" + unique)))
        .as("one row for each erasure, however often it is tried, and no accounts in it")
        .isEqualTo(again.id() + "done{}");
    assertThat(again.result().path("events").asInt()).as("those of before, too").isEqualTo(3);
    assertThat(idsOf("broken")).isEmpty();
  }

  @Test
  void allWhoWaitAreTakenOutInOnePassAndEachIsToldOfTheirOwn() throws Exception {
    track("first", "1");
    track("second", "1");
    track("second", "2");
    track("stays", "1");
    update("update archive_file set people = null where path like ?", "topic=customer-events/%");
    List<Job> asked =
        QuarkusTransaction.requiringNew().call(() -> List.of(erase("first"), erase("second")));

    assertThat(ended(asked.get(0)).result().path("events").asInt()).isEqualTo(1);
    assertThat(ended(asked.get(1)).result().path("events").asInt()).isEqualTo(2);
    assertThat(passes(asked)).isEqualTo("1");
    assertThat(idsOf("first") + idsOf("second")).isEmpty();
    assertThat(idsOf("stays")).isEqualTo("shop:stays-" + unique + "-1");
    assertThat(
            query(
                "select count(*) from archive_file where people is null and path like ?",
                "topic=customer-events/%"))
        .as("files from before filters, which were looked through")
        .isEqualTo("0");
  }

  private static String passes(List<Job> both) {
    return query(
        "select count(distinct pass) from archive_erasure where job in (?, ?)",
        both.get(0).id(),
        both.get(1).id());
  }

  @Test
  void anErasureWaitsForAPlaceThatIsAway() throws Exception {
    track("away", "1");
    String job = jobs.newId();
    QuarkusTransaction.requiringNew()
        .run(() -> wanted.add(job, Set.of(pseudonyms.customer("away" + unique))));
    wanted.begin(job);
    ArchivePlace away =
        (ArchivePlace)
            Proxy.newProxyInstance(
                ArchivePlace.class.getClassLoader(),
                new Class<?>[] {ArchivePlace.class},
                (proxy, method, arguments) -> {
                  throw new IOException("away");
                });

    assertThatThrownBy(() -> pass(job, away).run()).isInstanceOf(JobWaitsException.class);
    assertThat(idsOf("away")).isNotEmpty();

    assertThat(pass(job, new FolderPlace(Path.of(IngestionSettings.ARCHIVE))).run()).isEmpty();
    assertThat(idsOf("away")).isEmpty();
    wanted.end(job, Map.of());
  }

  private ErasurePass pass(String job, ArchivePlace place) {
    return new ErasurePass(
        new JobByHand(job, JsonNodeFactory.instance.objectNode()),
        place,
        store,
        filters,
        wanted,
        erasures);
  }

  @Test
  void aFileThatTheFirmHasDeletedIsForgotten() throws Exception {
    track("deleted", "1");
    Path file = file("deleted");
    Files.delete(file);

    assertThat(ended(erase("deleted")).error()).isNull();
    assertThat(
            query("select count(*) from archive_file where path like ?", "%" + file.getFileName()))
        .isEqualTo("0");
  }

  @Test
  void whoComesBackStaysAndPaymentsOnTheirAccountThatNameNobodyGo() throws Exception {
    pay("own", "card", "payer");
    pay("nobodys", "card", null);
    pay("others", "card", "other");
    pay("elsewhere", "purse", null);
    track("payer", "before");
    QuarkusTransaction.requiringNew()
        .run(() -> erasures.mark(Set.of(pseudonyms.customer("payer" + unique)), Instant.now()));
    pay("later", "card", null);
    track("payer", "after");

    assertThat(ended(erase("payer")).error()).isNull();

    assertThat(
            duck("select string_agg(replace(json_extract_string(payload, '$.id'), '-%1$s', ''), ' ' order by kafka_time, kafka_offset) from read_parquet('%2$s/topic=transactions/*/*/*.parquet') where payload like '%%-%1$s%%'"
                    .formatted(unique, IngestionSettings.ARCHIVE))
                .split(" "))
        .containsExactlyInAnyOrder("others", "elsewhere", "later");
    assertThat(idsOf("payer")).isEqualTo("shop:payer-" + unique + "-after");
  }

  private void pay(String id, String account, String user) {
    String person = user == null ? "" : ",\"userId\":\"" + user + unique + "\"";
    shop()
        .body(
            "{\"id\":\"%s-%s\",\"account\":\"%s%2$s\",\"amount\":1,\"currency\":\"EUR\",\"occurredAt\":\"2026-01-01T00:00:00Z\"%s}"
                .formatted(id, unique, account, person))
        .post("/v1/transactions")
        .then()
        .statusCode(202);
    flush(Topics.TRANSACTIONS);
  }

  private void track(String user, String id) {
    Archiving.track(user + unique, user + "-" + unique + "-" + id);
    flush(Topics.CUSTOMER_EVENTS);
  }

  /** Each in a file of its own. */
  private void flush(String topic) {
    try {
      assertThat(archive.flush(List.of(topic), Duration.ofSeconds(20))).isTrue();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
    Awaitility.await()
        .until(
            () -> query("select count(*) from archive_file where draft is not null").equals("0"));
  }

  private Job erase(String user) {
    return erasure.erase(Set.of(pseudonyms.customer(user + unique))).orElseThrow();
  }

  private Job ended(Job job) {
    return Awaitility.await()
        .atMost(Duration.ofSeconds(60))
        .until(() -> jobs.find(job.id()).orElseThrow(), Job::finished);
  }

  /** The files of a customer that can be read. */
  private Map<Path, String> found(String user) throws IOException {
    String cid = pseudonyms.customer(user + unique);
    Map<Path, String> found = new TreeMap<>();
    try (Stream<Path> files =
        Files.walk(Path.of(IngestionSettings.ARCHIVE, "topic=customer-events"))) {
      for (Path file : files.filter(f -> f.toString().endsWith(".parquet")).toList()) {
        try (var rows = ArchivedEvents.read(file, ArchivedEvent.class).iterator()) {
          while (rows.hasNext()) {
            ArchivedEvent event = rows.next();
            if (cid.equals(event.cid())) {
              found.merge(file, event.eventId(), (one, other) -> one + " " + other);
            }
          }
        } catch (RuntimeException e) {
          // It is broken on purpose.
        }
      }
    }
    return found;
  }

  private Path file(String user) throws IOException {
    return found(user).keySet().iterator().next();
  }

  private String idsOf(String user) throws IOException {
    return String.join(" ", found(user).values());
  }
}
