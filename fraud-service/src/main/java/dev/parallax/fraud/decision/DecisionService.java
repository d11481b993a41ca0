package dev.parallax.fraud.decision;

import dev.parallax.contracts.Phrase;
import dev.parallax.contracts.Reason;
import dev.parallax.contracts.Topics;
import dev.parallax.contracts.fraud.FraudDecided;
import dev.parallax.contracts.transaction.TransactionRecorded;
import dev.parallax.contracts.wire.CloudEvents;
import dev.parallax.fraud.serving.ServingConfig;
import dev.parallax.fraud.topology.Replies;
import dev.parallax.fraud.transaction.TakenIds;
import dev.parallax.kit.consume.RefusedEventException;
import dev.parallax.kit.log.LogProducer;
import dev.parallax.kit.problem.Problems;
import dev.parallax.kit.service.ServiceIdentity;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.jboss.logging.Logger;

/** Puts a transaction on the log and waits for its decision. */
@ApplicationScoped
class DecisionService {
  private static final int RETRY_AFTER_SECONDS = 2;

  private static final Logger LOG = Logger.getLogger(DecisionService.class);

  private final LogProducer log;
  private final TakenIds takenIds;
  private final Waiting waiting;
  private final DecisionConfig config;
  private final ServingConfig serving;
  private final ServiceIdentity service;
  private final Clock clock;
  private final MeterRegistry meters;

  DecisionService(
      LogProducer log,
      TakenIds takenIds,
      Waiting waiting,
      DecisionConfig config,
      ServingConfig serving,
      ServiceIdentity service,
      Clock clock,
      MeterRegistry meters) {
    this.log = log;
    this.takenIds = takenIds;
    this.waiting = waiting;
    this.config = config;
    this.serving = serving;
    this.service = service;
    this.clock = clock;
    this.meters = meters;
  }

  /**
   * The decision, or the fallback when the transaction is on the log and the decision late.
   *
   * @throws RuntimeException a 503 problem when the broker has not taken the transaction, a 409
   *     problem when its id is that of another account's
   */
  FraudDecided decide(TransactionRecorded transaction, Duration timeout) {
    Timer.Sample sample = Timer.start(meters);
    if (takenIds.isTaken(transaction)) {
      throw taken();
    }
    Waiting.Call call = waiting.open();
    try {
      FraudDecided decided = await(transaction, call, timeout);
      sample.stop(
          meters.timer(
              "parallax.fraud.decision", "fallback", Boolean.toString(decided.fallback())));
      return decided;
    } finally {
      waiting.close(call);
    }
  }

  private FraudDecided await(TransactionRecorded transaction, Waiting.Call call, Duration timeout) {
    ProducerRecord<String, byte[]> record =
        CloudEvents.record(Topics.TRANSACTIONS, transaction, service.name());
    Replies.ask(record.headers(), call.correlationId(), call.replyTo());
    CompletableFuture<RecordMetadata> written = log.send(record);
    written.whenComplete(
        (metadata, failure) -> {
          if (failure != null) {
            call.decision().completeExceptionally(failure);
          }
        });
    try {
      return call.decision().get(timeout.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      if (!written.isDone()) {
        throw brokerAway();
      }
      return announced(fallback(transaction));
    } catch (ExecutionException e) {
      throw e.getCause() instanceof RefusedEventException ? taken() : brokerAway();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw brokerAway();
    }
  }

  private static RuntimeException brokerAway() {
    return Problems.unavailable(
        "the log did not confirm the transaction; send it again with the same id",
        RETRY_AFTER_SECONDS);
  }

  private static RuntimeException taken() {
    return Problems.conflict("id-taken", "id", TakenIds.MESSAGE);
  }

  /** On the log, and so in the store, what the caller hears. It does not wait longer for that. */
  private FraudDecided announced(FraudDecided answer) {
    log.send(CloudEvents.record(Topics.FRAUD_DECISIONS, answer, service.name()))
        .whenComplete(
            (metadata, failure) -> {
              if (failure != null) {
                LOG.warnf("an answer is not kept transactionId=%s", answer.transactionId());
              }
            });
    return answer;
  }

  private FraudDecided fallback(TransactionRecorded transaction) {
    return new FraudDecided(
        "f-" + transaction.id(),
        transaction.id(),
        transaction.cid(),
        transaction.account(),
        transaction.amount(),
        transaction.currency(),
        config.fallbackOutcome(),
        serving.assumedRate(),
        List.of(
            new Reason(
                "no-answer-in-time",
                new Phrase(
                    "the score did not come in time, this is the configured answer",
                    "评分未及时返回，此为预设结果"),
                0,
                Map.of())),
        List.of(),
        "fallback",
        true,
        transaction.occurredAt(),
        clock.instant(),
        Map.of(),
        null);
  }
}
