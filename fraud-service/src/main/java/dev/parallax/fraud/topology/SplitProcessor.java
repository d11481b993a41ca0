package dev.parallax.fraud.topology;

import dev.parallax.contracts.Topics;
import dev.parallax.contracts.identity.IdentitiesSplit;
import dev.parallax.contracts.wire.EventJson;
import dev.parallax.contracts.wire.UnreadableEventException;
import java.time.Clock;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;

/**
 * Writes splits beside the merges, under keys of their own, so that neither waits for the other.
 */
final class SplitProcessor implements Processor<String, byte[], String, byte[]> {
  private static final byte[] NOTHING = {};

  private final Clock clock;
  private ProcessorContext<String, byte[]> context;
  private Erased erased;

  SplitProcessor(Clock clock) {
    this.clock = clock;
  }

  @Override
  public void init(ProcessorContext<String, byte[]> context) {
    this.context = context;
    this.erased = new Erased(context);
  }

  @Override
  public void process(Record<String, byte[]> record) {
    if (record.value() == null) {
      return;
    }
    try {
      IdentitiesSplit split = EventJson.read(record.value(), IdentitiesSplit.class);
      if (erased.covers(split)) {
        return;
      }
      for (String member : split.members()) {
        link(Identities.split(member), Identities.value(split.into(), split.version()));
        if (!member.equals(split.into())) {
          link(Identities.was(split.into(), member), NOTHING);
        }
      }
    } catch (UnreadableEventException e) {
      DeadLetter.forward(
          context,
          record,
          Topics.IDENTITY_SPLITS,
          e.getMessage(),
          Names.SPLIT_DEAD_LETTER_SINK,
          clock);
    }
  }

  private void link(String key, byte[] value) {
    context.forward(new Record<>(key, value, clock.millis()), Names.LINK_SINK);
  }
}
