package dev.parallax.fraud.topology;

import dev.parallax.contracts.PersonalEvent;
import dev.parallax.contracts.wire.EventJson;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.state.ReadOnlyKeyValueStore;

/** Who was erased, from the copy of fraud-erased. */
final class Erased {
  private final ReadOnlyKeyValueStore<String, byte[]> customers;

  Erased(ProcessorContext<?, ?> context) {
    this.customers = Views.of(context.getStateStore(Names.ERASED_STORE));
  }

  /** Whether it was known of somebody who has been erased since. */
  boolean covers(PersonalEvent event) {
    for (String cid : event.customers()) {
      byte[] erasure = customers.get(cid);
      if (erasure != null
          && !event.knownAt().isAfter(EventJson.read(erasure, CustomerErased.class).occurredAt())) {
        return true;
      }
    }
    return false;
  }
}
