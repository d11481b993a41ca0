package dev.parallax.fraud.topology;

import dev.parallax.contracts.PersonalEvent;
import dev.parallax.contracts.wire.EventJson;
import dev.parallax.contracts.wire.UnreadableEventException;
import java.time.Clock;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;

/**
 * Writes what is known of identities to a compacted topic of our own, which every replica copies:
 * the topics it comes over age out, and have one key where {@link Identities} needs two.
 */
abstract class LinkProcessor<E extends PersonalEvent>
    implements Processor<String, byte[], String, byte[]> {
  private static final byte[] NOTHING = {};

  private final Class<E> type;
  private final String topic;
  private final String deadLetterSink;
  private final Clock clock;
  private ProcessorContext<String, byte[]> context;
  private Erased erased;

  LinkProcessor(Class<E> type, String topic, String deadLetterSink, Clock clock) {
    this.type = type;
    this.topic = topic;
    this.deadLetterSink = deadLetterSink;
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
      E event = EventJson.read(record.value(), type);
      if (!erased.covers(event)) {
        write(event);
      }
    } catch (UnreadableEventException e) {
      DeadLetter.forward(context, record, topic, e.getMessage(), deadLetterSink, clock);
    }
  }

  /** By {@link #link} and {@link #was}. */
  abstract void write(E event);

  final void link(String key, String into, long version) {
    forward(key, Identities.value(into, version));
  }

  final void was(String into, String from) {
    forward(Identities.was(into, from), NOTHING);
  }

  private void forward(String key, byte[] value) {
    context.forward(new Record<>(key, value, clock.millis()), Names.LINK_SINK);
  }
}
