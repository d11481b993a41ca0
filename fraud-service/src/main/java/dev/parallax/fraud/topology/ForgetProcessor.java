package dev.parallax.fraud.topology;

import dev.parallax.contracts.wire.EventJson;
import dev.parallax.fraud.feature.Fingerprint;
import dev.parallax.fraud.feature.Sighting;
import java.time.Clock;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueStore;

/**
 * Forgets a card, and what was decided on its transactions; the changelogs follow. Of the devices
 * it was used on only this card is forgotten: others' use of them is not the erased person's.
 */
final class ForgetProcessor implements Processor<String, byte[], String, byte[]> {
  private final Clock clock;
  private ProcessorContext<String, byte[]> context;
  private KeyValueStore<String, byte[]> cards;
  private KeyValueStore<String, byte[]> decided;

  ForgetProcessor(Clock clock) {
    this.clock = clock;
  }

  @Override
  public void init(ProcessorContext<String, byte[]> context) {
    this.context = context;
    this.cards = context.getStateStore(Names.CARD_STORE);
    this.decided = context.getStateStore(Names.DECIDED_STORE);
  }

  @Override
  public void process(Record<String, byte[]> record) {
    CardErased erased = EventJson.read(record.value(), CardErased.class);
    cards.delete(erased.account());
    erased.transactions().forEach(decided::delete);
    byte[] gone = new Sighting.DeviceCardErased(Fingerprint.of(erased.account())).toBytes();
    for (String device : erased.devices()) {
      context.forward(
          new Record<>(Names.device(device), gone, clock.millis()), Names.SIGHTING_SINK);
    }
  }
}
