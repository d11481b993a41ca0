package dev.parallax.fraud.topology;

import dev.parallax.contracts.Topics;
import dev.parallax.contracts.fraud.FraudLabelled;
import dev.parallax.contracts.wire.EventJson;
import dev.parallax.contracts.wire.UnreadableEventException;
import dev.parallax.fraud.feature.CardState;
import dev.parallax.fraud.feature.Fingerprint;
import dev.parallax.fraud.feature.Sighting;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueStore;

/**
 * Lets the card and the terminal of a transaction know what became of it. A label that does not say
 * where and when (one of an older version) still serves training, and is passed over here.
 */
final class LabelProcessor implements Processor<String, byte[], String, byte[]> {
  private final Clock clock;
  private ProcessorContext<String, byte[]> context;
  private KeyValueStore<String, byte[]> cards;

  LabelProcessor(Clock clock) {
    this.clock = clock;
  }

  @Override
  public void init(ProcessorContext<String, byte[]> context) {
    this.context = context;
    this.cards = context.getStateStore(Names.CARD_STORE);
  }

  @Override
  public void process(Record<String, byte[]> record) {
    FraudLabelled label = readable(record);
    if (label == null || label.transactedAt() == null) {
      return;
    }
    int day =
        Math.toIntExact(LocalDate.ofInstant(label.transactedAt(), ZoneOffset.UTC).toEpochDay());
    long transaction = Fingerprint.of(label.transactionId());
    byte[] known = cards.get(label.account());
    if (known != null) {
      CardState card = CardState.of(known);
      card.label(day, transaction, label.fraud());
      cards.put(label.account(), card.toBytes());
    }
    if (label.terminal() != null) {
      context.forward(
          new Record<>(
              Names.terminal(label.terminal()),
              new Sighting.TerminalLabel(day, transaction, label.fraud()).toBytes(),
              clock.millis()),
          Names.SIGHTING_SINK);
    }
  }

  /** Null where it is not; nobody else reads this topic, so it is put aside here. */
  private FraudLabelled readable(Record<String, byte[]> record) {
    if (record.value() == null) {
      return null;
    }
    try {
      return EventJson.read(record.value(), FraudLabelled.class);
    } catch (UnreadableEventException e) {
      DeadLetter.forward(
          context,
          record,
          Topics.FRAUD_LABELS,
          e.getMessage(),
          Names.LABEL_DEAD_LETTER_SINK,
          clock);
      return null;
    }
  }
}
