package dev.parallax.kit;

import static dev.parallax.kit.Feedback.NOON;
import static dev.parallax.kit.Feedback.feedback;
import static dev.parallax.kit.Feedback.read;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.parallax.contracts.Topics;
import dev.parallax.contracts.privacy.PrivacyAnswered;
import dev.parallax.contracts.privacy.PrivacyRequested;
import dev.parallax.contracts.wire.CloudEvents;
import dev.parallax.contracts.wire.EventJson;
import dev.parallax.kit.erasure.Erasures;
import dev.parallax.kit.log.LogProducer;
import dev.parallax.kit.privacy.SealedBox;
import dev.parallax.kit.testing.WithRealServers;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.KeyPair;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import org.junit.jupiter.api.Test;

/** What a service answers to erasures and exports, and what it takes in afterwards. */
@QuarkusTest
@WithRealServers
class PrivacyComponentTest {
  /** The common pool has one on a small machine. */
  private static final Executor THREADS = Thread::startVirtualThread;

  @Inject LogProducer log;
  @Inject KitApplication.FeedbackConsumer consumer;
  @Inject Erasures erasures;

  @Test
  void whatWasKnownOfAnErasedCustomerIsNotTakenInAgainAndWhatComesLaterIs() {
    String id = UUID.randomUUID().toString();
    String cid = "c_" + id;
    PrivacyRequested request =
        new PrivacyRequested(
            id,
            cid,
            PrivacyRequested.Kind.ERASE,
            List.of(cid, "a_" + id),
            null,
            NOON.plusSeconds(10));
    log.sendAll(List.of(CloudEvents.record(Topics.PRIVACY_REQUESTS, request, "test")));
    PrivacyAnswered receipt = answers(id, id + ":kit:1").getFirst();
    assertThat(receipt.counts()).containsExactly(Map.entry("memories", 3L));
    assertThat(receipt.data()).isNull();

    log.sendAll(
        List.of(
            feedback(id + "-late", cid, NOON.plusSeconds(10)),
            feedback(id + "-visitor", "a_" + id, NOON),
            feedback(id + "-other", "c_1", NOON),
            feedback(id + "-stranger", cid, NOON.plusSeconds(11)),
            feedback(id + "-end", "c_1", NOON)));
    await().until(() -> consumer.applied().contains(id + "-end"));
    assertThat(consumer.applied())
        .contains(id + "-other", id + "-stranger")
        .doesNotContain(id + "-late", id + "-visitor");
  }

  @Test
  void anErasureThatWaitsForOneWhoWritesHoldsUpNobodyElse() {
    CountDownLatch held = new CountDownLatch(1);
    CountDownLatch done = new CountDownLatch(1);
    CompletableFuture<Void> writes =
        CompletableFuture.runAsync(
            () ->
                QuarkusTransaction.requiringNew()
                    .run(
                        () -> {
                          erasures.shareLock();
                          held.countDown();
                          awaitLatch(done);
                        }),
            THREADS);
    awaitLatch(held);
    CompletableFuture<Void> erases =
        CompletableFuture.runAsync(
            () -> QuarkusTransaction.requiringNew().run(() -> erasures.lock()), THREADS);
    for (int i = 0; i < 20; i++) {
      assertThat(
              CompletableFuture.runAsync(
                  () -> QuarkusTransaction.requiringNew().run(() -> erasures.shareLock()), THREADS))
          .succeedsWithin(Duration.ofSeconds(5));
    }
    assertThat(erases).isNotDone();
    done.countDown();
    assertThat(writes).succeedsWithin(Duration.ofSeconds(5));
    assertThat(erases).succeedsWithin(Duration.ofSeconds(10));
  }

  @Test
  void anExportIsHandedOverInPartsThatOnlyItsRecipientCanRead() throws IOException {
    String id = UUID.randomUUID().toString();
    KeyPair keys = SealedBox.newKeys();
    PrivacyRequested request =
        new PrivacyRequested(
            id,
            "c_" + id,
            PrivacyRequested.Kind.EXPORT,
            List.of("c_" + id),
            keys.getPublic().getEncoded(),
            NOON);
    log.sendAll(List.of(CloudEvents.record(Topics.PRIVACY_REQUESTS, request, "test")));

    List<PrivacyAnswered> parts = answers(id, id + ":kit:3");
    assertThat(parts).extracting(PrivacyAnswered::parts).containsExactly(3, 3, 3);
    ByteArrayOutputStream whole = new ByteArrayOutputStream();
    for (PrivacyAnswered part : parts) {
      byte[] plain = SealedBox.open(part.data(), keys.getPrivate().getEncoded(), part.id());
      whole.write(plain);
      assertThatThrownBy(
              () ->
                  SealedBox.open(
                      part.data(), SealedBox.newKeys().getPrivate().getEncoded(), part.id()))
          .isInstanceOf(IllegalArgumentException.class);
    }
    JsonNode data = EventJson.mapper().readTree(whole.toByteArray());
    assertThat(data.path("memories").path(0).asText()).isEqualTo("c_" + id);
    assertThat(data.path("large").asText()).hasSize(9_000_000);
    assertThat(new String(parts.getFirst().data(), StandardCharsets.ISO_8859_1))
        .doesNotContain("memories");
  }

  private static void awaitLatch(CountDownLatch latch) {
    await().until(() -> latch.getCount() == 0);
  }

  private static List<PrivacyAnswered> answers(String requestId, String lastId) {
    return read(Topics.PRIVACY_RECEIPTS, lastId).stream()
        .map(record -> EventJson.read(record.value(), PrivacyAnswered.class))
        .filter(answer -> answer.requestId().equals(requestId))
        .toList();
  }
}
