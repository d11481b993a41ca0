package dev.parallax.ingestion.quarantine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parallax.ingestion.Callers;
import dev.parallax.ingestion.IngestionSettings;
import dev.parallax.ingestion.identity.Identifiers;
import dev.parallax.ingestion.validation.Code;
import dev.parallax.ingestion.validation.Mistake;
import dev.parallax.ingestion.vault.VaultCipher;
import dev.parallax.kit.erasure.Erasures;
import dev.parallax.kit.pseudonym.Pseudonyms;
import dev.parallax.kit.testing.WithRealServers;
import io.agroal.api.AgroalDataSource;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.runtime.configuration.MemorySize;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.math.BigInteger;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
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

  @Test
  void whatIsKeptOfASourceOnADayIsBoundedAmongReplicasAndTheReasonStays() {
    String source = "flood-" + UUID.randomUUID();
    KeptBytes one = new KeptBytes(database, clock, most(1_000));
    KeptBytes other = new KeptBytes(database, clock, most(1_000));
    reject(one, source, 400);
    reject(other, source, 400);
    one.share();
    other.share();
    reject(other, source, 201);
    reject(other, source, 200);
    other.share();
    reject(new KeptBytes(database, clock, most(1_000)), source + "-2", 1_000);
    assertThat(
            Callers.query(
                "select string_agg(size || ':' || code || ':' || (sealed is not null), ' ' order by id) from rejected where source = ?",
                source))
        .isEqualTo("400:not-json:true 400:not-json:true 201:not-json:false 200:not-json:true");
    assertThat(
            Callers.query(
                "select sealed is not null from rejected where source = ?", source + "-2"))
        .isEqualTo("t");
    assertThat(Callers.query("select bytes from quarantine_day where source = ?", source))
        .isEqualTo("1000");
    Clock tomorrow = Clock.fixed(clock.instant().plus(Duration.ofDays(1)), ZoneOffset.UTC);
    KeptBytes later = new KeptBytes(database, tomorrow, most(1_000));
    reject(later, source, 900);
    assertThat(
            Callers.query(
                "select sealed is not null from rejected where source = ? and size = 900", source))
        .isEqualTo("t");
  }

  private void reject(KeptBytes kept, String source, int bytes) {
    Mistake mistake = new Mistake(Code.NOT_JSON, "body", "must be JSON");
    Rejection rejection =
        Rejection.ofBody(source, "track", mistake, clock.instant(), bytes, new byte[bytes]);
    Quarantine quarantine =
        new Quarantine(database, cipher, pseudonyms, identifiers, erasures, kept);
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
