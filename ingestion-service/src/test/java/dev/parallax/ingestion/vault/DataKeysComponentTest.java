package dev.parallax.ingestion.vault;

import static dev.parallax.ingestion.Callers.query;
import static dev.parallax.ingestion.Callers.shop;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.parallax.ingestion.IngestionSettings;
import dev.parallax.kit.pseudonym.Pseudonyms;
import dev.parallax.kit.testing.WithRealServers;
import io.agroal.api.AgroalDataSource;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Clock;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.Test;

/** A change of the master key, and back. */
@QuarkusTest
@WithRealServers
@WithTestResource(IngestionSettings.class)
class DataKeysComponentTest {
  private static final String OLD = "1:" + key(0);
  private static final String WAITING = "select count(*) from pg_locks where not granted";
  private static final String NEW = "2:" + key(9);

  @Inject AgroalDataSource store;
  @Inject Clock clock;
  @Inject Pseudonyms pseudonyms;

  @Test
  void everyDataKeyIsWrappedByTheNewMasterAndOpensTheSameData() {
    String user = "rewrap-" + UUID.randomUUID();
    shop()
        .body(Map.of("userId", user, "traits", Map.of("email", user + "@example.com")))
        .post("/v1/identify")
        .then()
        .statusCode(200);
    String cid = pseudonyms.customer(user);
    String before = wrapped(cid);

    keys(NEW + "," + OLD).rewrap();

    assertThat(wrapped(cid)).isNotEqualTo(before).startsWith("\\x0100000002");
    assertThat(
            query(
                "select count(*) from vault_key where substring(wrapped from 1 for 5) <> '\\x0100000002'"))
        .isEqualTo("0");
    VaultCipher withNewOnly = new VaultCipher(MasterKey.parse(NEW));
    Vault vault = new Vault(store, withNewOnly, new DataKeys(store, withNewOnly, clock), clock);
    assertThat(vault.find(cid).orElseThrow().userId()).isEqualTo(user);

    keys(OLD + "," + NEW).rewrap();
    assertThat(wrapped(cid)).startsWith("\\x0100000001");
  }

  @Test
  void whatIsWrittenWhileAnEntryMovesIsNotLost() throws Exception {
    String run = UUID.randomUUID().toString();
    String from = pseudonyms.anonymous("from-" + run);
    String to = pseudonyms.anonymous("to-" + run);
    VaultCipher cipher = new VaultCipher(MasterKey.parse(OLD));
    Vault vault = new Vault(store, cipher, new DataKeys(store, cipher, clock), clock);
    QuarkusTransaction.requiringNew().run(() -> vault.put(List.of(trait(from, "email"))));
    FutureTask<Void> move =
        new FutureTask<>(
            () -> QuarkusTransaction.requiringNew().run(() -> vault.move(Map.of(from, to))), null);
    QuarkusTransaction.requiringNew()
        .run(
            () -> {
              vault.put(List.of(trait(from, "phone")));
              Thread.ofVirtual().start(move);
              await().until(() -> !query(WAITING).equals("0"));
            });
    move.get();
    assertThat(vault.find(to).orElseThrow().traits().properties())
        .extracting(Map.Entry::getKey)
        .containsExactlyInAnyOrder("email", "phone");
  }

  private static PersonalData trait(String cid, String name) {
    return new PersonalData(cid, null, JsonNodeFactory.instance.objectNode().put(name, "x"));
  }

  private DataKeys keys(String masters) {
    return new DataKeys(store, new VaultCipher(MasterKey.parse(masters)), clock);
  }

  private static String wrapped(String cid) {
    return query("select wrapped::text from vault_key where cid = ?", cid);
  }

  private static String key(int of) {
    byte[] bytes = new byte[32];
    Arrays.fill(bytes, (byte) of);
    return Base64.getEncoder().encodeToString(bytes);
  }
}
