package dev.parallax.fraud.topology;

import dev.parallax.fraud.transaction.KnownCustomers;
import jakarta.enterprise.context.ApplicationScoped;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.StoreQueryParameters;
import org.apache.kafka.streams.errors.InvalidStateStoreException;
import org.apache.kafka.streams.state.QueryableStoreTypes;
import org.apache.kafka.streams.state.ReadOnlyKeyValueStore;

/** Looks into this replica's copies of profiles and merges from outside the topology. */
@ApplicationScoped
class CustomerCopies implements KnownCustomers {
  private final KafkaStreams streams;

  CustomerCopies(KafkaStreams streams) {
    this.streams = streams;
  }

  @Override
  public boolean isKnown(String cid) {
    try {
      return store(Names.CONSENT_STORE).get(cid) != null
          || store(Names.LINK_STORE).get(cid) != null;
    } catch (InvalidStateStoreException e) {
      return false;
    }
  }

  private ReadOnlyKeyValueStore<String, byte[]> store(String name) {
    return streams.store(
        StoreQueryParameters.fromNameAndType(name, QueryableStoreTypes.keyValueStore()));
  }
}
