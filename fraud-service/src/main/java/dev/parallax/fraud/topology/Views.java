package dev.parallax.fraud.topology;

import org.apache.kafka.streams.processor.StateStore;
import org.apache.kafka.streams.state.ReadOnlyKeyValueStore;

/** Global stores, which this side may only read. */
final class Views {
  private Views() {}

  @SuppressWarnings("unchecked")
  static ReadOnlyKeyValueStore<String, byte[]> of(StateStore store) {
    return (ReadOnlyKeyValueStore<String, byte[]>) store;
  }
}
