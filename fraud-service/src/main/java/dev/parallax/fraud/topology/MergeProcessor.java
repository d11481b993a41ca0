package dev.parallax.fraud.topology;

import dev.parallax.contracts.Topics;
import dev.parallax.contracts.identity.IdentitiesMerged;
import dev.parallax.contracts.wire.EventJson;
import dev.parallax.contracts.wire.UnreadableEventException;
import java.time.Clock;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;

/**
 * Writes merges to a compacted topic of our own, which every replica copies: identity-merges ages
 * out, and has one key where {@link Identities} needs two.
 */
final class MergeProcessor implements Processor<String, byte[], String, byte[]> {
  private static final byte[] NOTHING = {};

  private final Clock clock;
  private ProcessorContext<String, byte[]> context;
  private Erased erased;

  MergeProcessor(Clock clock) {
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
      IdentitiesMerged merge = EventJson.read(record.value(), IdentitiesMerged.class);
      if (erased.covers(merge)) {
        return;
      }
      link(merge.from(), Identities.value(merge.into(), merge.version()));
      link(Identities.was(merge.into(), merge.from()), NOTHING);
    } catch (UnreadableEventException e) {
      DeadLetter.forward(
          context,
          record,
          Topics.IDENTITY_MERGES,
          e.getMessage(),
          Names.MERGE_DEAD_LETTER_SINK,
          clock);
    }
  }

  private void link(String key, byte[] value) {
    context.forward(new Record<>(key, value, clock.millis()), Names.LINK_SINK);
  }
}
