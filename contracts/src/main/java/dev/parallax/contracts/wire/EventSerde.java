package dev.parallax.contracts.wire;

import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serializer;

/** A Kafka serde for one record type, for Kafka Streams and tests. */
public final class EventSerde<T> implements Serde<T> {
  private final Class<T> type;

  public EventSerde(Class<T> type) {
    this.type = type;
  }

  @Override
  public Serializer<T> serializer() {
    return (topic, value) -> value == null ? null : EventJson.write(value);
  }

  @Override
  public Deserializer<T> deserializer() {
    return (topic, bytes) -> bytes == null ? null : EventJson.read(bytes, type);
  }
}
