package dev.parallax.ingestion.quarantine;

import static dev.parallax.ingestion.Callers.staff;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.notNullValue;

import dev.parallax.ingestion.Callers;
import dev.parallax.ingestion.IngestionSettings;
import dev.parallax.ingestion.identity.Identifiers;
import dev.parallax.ingestion.validation.Code;
import dev.parallax.ingestion.validation.Mistake;
import dev.parallax.ingestion.vault.VaultCipher;
import dev.parallax.kit.erasure.Erasures;
import dev.parallax.kit.pseudonym.Pseudonyms;
import dev.parallax.kit.store.StoreException;
import dev.parallax.kit.testing.WithRealServers;
import io.agroal.api.AgroalDataSource;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.runtime.configuration.MemorySize;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.math.BigInteger;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithRealServers
@WithTestResource(IngestionSettings.class)
class KeptBytesComponentTest {
  @Inject AgroalDataSource database;
  @Inject VaultCipher cipher;
  @Inject Pseudonyms pseudonyms;
  @Inject Identifiers identifiers;
  @Inject Erasures erasures;
  @Inject Clock clock;

  @Inject MeterRegistry metrics;
  @Inject RejectedStore rejected;
  @Inject RejectedQuery query;
  @Inject PatchTrial trial;

  @Test
  void whatIsKeptOfASourceOnADayIsBoundedAmongReplicasAndTheReasonStays() {
    String source = "flood-" + UUID.randomUUID();
    long rows = 5 * KeptBytes.ROW;
    KeptBytes one = new KeptBytes(database, clock, most(rows + 1_000));
    KeptBytes other = new KeptBytes(database, clock, most(rows + 1_000));
    reject(one, source, 400);
    reject(other, source, 400);
    one.share();
    other.share();
    reject(other, source, 2_300);
    reject(other, source, 200);
    reject(other, source, 1);
    reject(other, source, 2);
    other.share();
    reject(new KeptBytes(database, clock, most(rows + 1_000)), source + "-2", 1_000);
    assertThat(
            Callers.query(
                "select string_agg(size || ':' || code || ':' || (sealed is not null), ' ' order by id) from rejected where source = ?",
                source))
        .isEqualTo(
            "400:not-json:true 400:not-json:true 2300:not-json:false 200:not-json:true 1:not-json:false");
    assertThat(
            Callers.query(
                "select sealed is not null from rejected where source = ?", source + "-2"))
        .isEqualTo("t");
    assertThat(Callers.query("select bytes from quarantine_day where source = ?", source))
        .isEqualTo(Long.toString(rows + 1_000));
    Clock tomorrow = Clock.fixed(clock.instant().plus(Duration.ofDays(1)), ZoneOffset.UTC);
    KeptBytes later = new KeptBytes(database, tomorrow, most(rows + 1_000));
    reject(later, source, 900);
    assertThat(
            Callers.query(
                "select sealed is not null from rejected where source = ? and size = 900", source))
        .isEqualTo("t");
  }

  @Test
  void whatIsBeyondIsCountedByCauseAndHourAndInItsGroup() {
    String source = "flood-" + UUID.randomUUID();
    KeptBytes kept = new KeptBytes(database, clock, most(KeptBytes.ROW));
    Unkept one = new Unkept(database, metrics);
    Unkept other = new Unkept(database, metrics);
    for (int i = 0; i < 4; i++) {
      reject(kept, i < 2 ? one : other, source, 0);
    }
    one.share();
    other.share();
    one.share();
    staff("analyst")
        .get("/v1/rejected/groups?source=" + source)
        .then()
        .statusCode(200)
        .body("items.size()", equalTo(1))
        .body("items[0].code", equalTo("not-json"))
        .body("items[0].count", equalTo(4))
        .body("items[0].unkept", equalTo(3))
        .body("items[0].sample", notNullValue());
    for (int i = 0; i < 300; i++) { // Names of fields are strangers'.
      Mistake mistake = new Mistake(Code.UNKNOWN_FIELD, "properties.f" + i, "must not be given");
      one.count(Rejection.ofBody(source, "track", mistake, clock.instant(), 1, null));
    }
    one.share();
    assertThat(
            Callers.query(
                "select count(*) || ' ' || sum(count) from rejected_unkept where source = ? and code = 'unknown-field'",
                source))
        .isEqualTo("200 300");
  }

  @Test
  void aSourceThatCannotBeSharedHasNoOtherCountedTwice() {
    String source = "a-" + UUID.randomUUID();
    KeptBytes kept = new KeptBytes(database, clock, most(10_000));
    kept.take(source, 0);
    kept.take("b-\0", 0); // No store can hold it.
    assertThatThrownBy(kept::share).isInstanceOf(StoreException.class);
    assertThatThrownBy(kept::share).isInstanceOf(StoreException.class);
    assertThat(Callers.query("select bytes from quarantine_day where source = ?", source)).isNull();
  }

  @Test
  void largePayloadsAreReadAFewAtATime() {
    String source = "large-" + UUID.randomUUID();
    Selection all = new Selection(null, null, null, null, null, source, null, null, null);
    for (int i = 0; i < 12; i++) {
      reject(new KeptBytes(database, clock, most(1_000_000)), source, 500_000);
    }
    assertThat(pages(after -> rejected.page(all, after, 500))).containsExactly(9, 3, 0);
    assertThat(trial.run(all, 12, new Patch(null, null), null, false).examined()).isEqualTo(12);
    assertThat(pages(after -> rejected.claim(all, after, 500, source))).containsExactly(9, 3, 0);
    String person = "c_" + source;
    Callers.update("update rejected set cid = ? where source = ?", person, source);
    assertThat(query.ofPeople(List.of(person), 11, 1_500_200))
        .extracting(one -> one.size() + ":" + (one.payload() != null) + ":" + one.errors().size())
        .containsExactlyElementsOf(
            Stream.concat(
                    Collections.nCopies(3, "500000:true:1").stream(),
                    Collections.nCopies(8, "500000:false:1").stream())
                .toList());
  }

  private static List<Integer> pages(Function<RejectedStore.After, List<Quarantined>> next) {
    List<Integer> sizes = new ArrayList<>();
    RejectedStore.After after = null;
    do {
      List<Quarantined> page = next.apply(after);
      sizes.add(page.size());
      after = page.isEmpty() ? after : RejectedStore.After.of(page.getLast());
    } while (sizes.getLast() > 0);
    return sizes;
  }

  private void reject(KeptBytes kept, String source, int bytes) {
    reject(kept, new Unkept(database, metrics), source, bytes);
  }

  private void reject(KeptBytes kept, Unkept unkept, String source, int bytes) {
    Mistake mistake = new Mistake(Code.NOT_JSON, "body", "must be JSON");
    Rejection rejection =
        Rejection.ofBody(source, "track", mistake, clock.instant(), bytes, new byte[bytes]);
    Quarantine quarantine =
        new Quarantine(database, cipher, pseudonyms, identifiers, erasures, kept, unkept);
    QuarkusTransaction.requiringNew().run(() -> quarantine.keep(List.of(rejection)));
  }

  private static QuarantineConfig most(long bytes) {
    return new QuarantineConfig() {
      @Override
      public Duration retention() {
        return Duration.ofDays(30);
      }

      @Override
      public MemorySize bytesPerSourceAndDay() {
        return new MemorySize(BigInteger.valueOf(bytes));
      }
    };
  }
}
