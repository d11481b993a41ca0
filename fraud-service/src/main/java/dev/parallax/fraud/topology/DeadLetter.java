package dev.parallax.fraud.topology;

import dev.parallax.kit.log.LogConfig;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;

/**
 * A record put aside by the topology, with the headers that every service gives its dead letters. A
 * value so large that it can only have come compressed is left out: refused by the dead letters, it
 * would stop its partition.
 */
final class DeadLetter {
  private DeadLetter() {}

  static void forward(
      ProcessorContext<String, byte[]> context,
      Record<String, byte[]> record,
      String topic,
      String reason,
      String sink,
      Clock clock) {
    Headers headers = new RecordHeaders(record.headers());
    headers.add("dlq_reason", bytes(reason));
    headers.add("dlq_topic", bytes(topic));
    headers.add("dlq_service", bytes("fraud"));
    context
        .recordMetadata()
        .ifPresent(
            where -> {
              headers.add("dlq_partition", bytes(Integer.toString(where.partition())));
              headers.add("dlq_offset", bytes(Long.toString(where.offset())));
            });
    byte[] value = record.value();
    if (value != null && value.length > LogConfig.LARGEST_RECORD_BYTES) {
      headers.add("dlq_left_out", bytes("value"));
      value = null;
    }
    context.forward(new Record<>(record.key(), value, clock.millis(), headers), sink);
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
