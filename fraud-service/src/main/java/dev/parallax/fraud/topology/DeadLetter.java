package dev.parallax.fraud.topology;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;

/**
 * A record put aside by the topology, with the headers that every service gives its dead letters.
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
    context.forward(new Record<>(record.key(), record.value(), clock.millis(), headers), sink);
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
