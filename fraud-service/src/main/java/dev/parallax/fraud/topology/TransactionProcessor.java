package dev.parallax.fraud.topology;

import dev.parallax.contracts.Topics;
import dev.parallax.contracts.fraud.FraudDecided;
import dev.parallax.contracts.transaction.TransactionRecorded;
import dev.parallax.contracts.wire.CloudEvents;
import dev.parallax.contracts.wire.EventJson;
import dev.parallax.contracts.wire.UnreadableEventException;
import dev.parallax.fraud.feature.CardState;
import dev.parallax.fraud.feature.DeviceState;
import dev.parallax.fraud.feature.Features;
import dev.parallax.fraud.feature.Fingerprint;
import dev.parallax.fraud.feature.Payment;
import dev.parallax.fraud.feature.Sighting;
import dev.parallax.fraud.feature.TerminalState;
import dev.parallax.fraud.transaction.TakenIds;
import dev.parallax.fraud.verdict.ReferenceRates;
import java.time.Duration;
import java.time.Instant;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.ReadOnlyKeyValueStore;

/**
 * Decides on each transaction by the state of its card, which this task owns, and by what is known
 * of its terminal and device. Everything it writes is one Kafka transaction: the state, the
 * decision and what others must know of it.
 */
final class TransactionProcessor implements Processor<String, byte[], String, byte[]> {
  private static final Duration FURTHEST_FUTURE = Duration.ofDays(1);

  private final Decision decision;
  private ProcessorContext<String, byte[]> context;
  private KeyValueStore<String, byte[]> cards;
  private ReadOnlyKeyValueStore<String, byte[]> profiles;
  private Objections objections;
  private Erased erased;
  private Decided decided;

  TransactionProcessor(Decision decision) {
    this.decision = decision;
  }

  @Override
  public void init(ProcessorContext<String, byte[]> context) {
    this.context = context;
    this.cards = context.getStateStore(Names.CARD_STORE);
    this.profiles = Views.of(context.getStateStore(Names.PROFILE_STORE));
    this.objections =
        new Objections(
            Views.of(context.getStateStore(Names.CONSENT_STORE)),
            new Identities(Views.of(context.getStateStore(Names.LINK_STORE))),
            decision.consent());
    this.erased = new Erased(context);
    this.decided =
        new Decided(
            context.getStateStore(Names.DECIDED_STORE), decision.clock(), decision.repeatHorizon());
    decided.forgetOldBy(context);
  }

  @Override
  public void process(Record<String, byte[]> record) {
    TransactionRecorded transaction = readable(record);
    if (transaction == null) {
      return;
    }
    byte[] before = decided.find(transaction.id());
    if (before != null) {
      repeat(record, transaction, before);
      return;
    }
    boolean forgotten = erased.covers(transaction);
    if (forgotten && Replies.text(record.headers(), Replies.CORRELATION_ID) == null) {
      return; // Late, of a customer who was erased since: nobody waits, and nothing is kept.
    }
    FraudDecided made = decide(transaction, forgotten);
    if (!forgotten) {
      decided.remember(made);
    }
    reply(record, made, EventJson.write(made));
  }

  /**
   * The same answer again; but an id that another account or another amount has already is a
   * mistake of someone, and the answer to the one says nothing of the other.
   */
  private void repeat(
      Record<String, byte[]> record, TransactionRecorded transaction, byte[] before) {
    FraudDecided made = EventJson.read(before, FraudDecided.class);
    if (isOf(made, transaction)) {
      reply(record, made, before);
      return;
    }
    putAside(record, "id " + TakenIds.MESSAGE);
    if (Replies.text(record.headers(), Replies.CORRELATION_ID) != null) {
      Headers headers = new RecordHeaders();
      Replies.carry(record.headers(), headers);
      Replies.refuse(headers, TakenIds.MESSAGE);
      context.forward(
          new Record<>(transaction.key(), null, decision.clock().millis(), headers),
          Names.DECISION_SINK);
    }
  }

  private static boolean isOf(FraudDecided made, TransactionRecorded transaction) {
    return made.account().equals(transaction.account())
        && made.amount().compareTo(transaction.amount()) == 0
        && made.currency().equals(transaction.currency());
  }

  /**
   * @param forgotten whether nothing may be learned from it
   */
  private FraudDecided decide(TransactionRecorded transaction, boolean forgotten) {
    Payment payment = decision.rates().payment(transaction);
    // Whose customer objects is not profiled; each transaction then stands for itself.
    boolean profiled = !forgotten && objections.allowProfiling(transaction.cid());
    CardState card = profiled ? CardState.of(cards.get(transaction.account())) : new CardState();
    double[] vector = Features.of(payment, card, terminal(payment), device(payment));
    if (profiled) {
      card.record(payment);
      cards.put(transaction.account(), card.toBytes());
      tellSubjects(payment);
    }
    return decision
        .decider()
        .decide(
            transaction, vector, profiled, decision.scoring().get(), decision.clock().instant());
  }

  private void tellSubjects(Payment payment) {
    if (payment.terminal() != null) {
      sight(
          Names.terminal(payment.terminal()),
          new Sighting.TerminalPayment(payment.day(), payment.amount()));
    }
    if (payment.device() != null) {
      sight(
          Names.device(payment.device()),
          new Sighting.DeviceUse(payment.day(), Fingerprint.of(payment.account())));
    }
  }

  private void sight(String subject, Sighting sighting) {
    context.forward(
        new Record<>(subject, sighting.toBytes(), decision.clock().millis()), Names.SIGHTING_SINK);
  }

  private TerminalState terminal(Payment payment) {
    return TerminalState.of(
        payment.terminal() == null ? null : profiles.get(Names.terminal(payment.terminal())));
  }

  private DeviceState device(Payment payment) {
    return DeviceState.of(
        payment.device() == null ? null : profiles.get(Names.device(payment.device())));
  }

  private void reply(Record<String, byte[]> cause, FraudDecided made, byte[] value) {
    Headers headers = new RecordHeaders();
    CloudEvents.stamp(headers, made, "fraud");
    Replies.carry(cause.headers(), headers);
    context.forward(
        new Record<>(made.key(), value, decision.clock().millis(), headers), Names.DECISION_SINK);
  }

  /** Null when it cannot be decided on; it is put aside then. */
  private TransactionRecorded readable(Record<String, byte[]> record) {
    if (record.value() == null) {
      return null;
    }
    try {
      TransactionRecorded transaction = EventJson.read(record.value(), TransactionRecorded.class);
      Instant latest = decision.clock().instant().plus(FURTHEST_FUTURE);
      if (transaction.occurredAt().isAfter(latest)
          || transaction.occurredAt().isBefore(Instant.EPOCH)) {
        putAside(record, "occurredAt must be between 1970 and tomorrow");
        return null;
      }
      if (!decision.rates().knows(transaction.currency())) {
        putAside(record, "currency " + ReferenceRates.unknown(transaction.currency()));
        return null;
      }
      return transaction;
    } catch (UnreadableEventException e) {
      putAside(record, e.getMessage());
      return null;
    }
  }

  private void putAside(Record<String, byte[]> record, String reason) {
    DeadLetter.forward(
        context, record, Topics.TRANSACTIONS, reason, Names.DEAD_LETTER_SINK, decision.clock());
  }
}
