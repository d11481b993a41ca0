package dev.parallax.contracts.wire;

import dev.parallax.contracts.ParallaxEvent;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Locale;
import java.util.regex.Pattern;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Headers;

/** Writes events as CloudEvents 1.0, Kafka binding, binary mode. */
public final class CloudEvents {
  private static final byte[] SPEC_VERSION = utf8("1.0");
  private static final byte[] CONTENT_TYPE = utf8("application/json");
  private static final Pattern WORD_START = Pattern.compile("(?<=[a-z0-9])(?=[A-Z])");
  private static final ClassValue<String> TYPES =
      new ClassValue<>() {
        @Override
        protected String computeValue(Class<?> event) {
          return "dev.parallax."
              + WORD_START.matcher(event.getSimpleName()).replaceAll("-").toLowerCase(Locale.ROOT);
        }
      };

  private CloudEvents() {}

  /**
   * @param source the service that speaks, {@code ingestion}
   */
  public static ProducerRecord<String, byte[]> record(
      String topic, ParallaxEvent event, String source) {
    ProducerRecord<String, byte[]> record =
        new ProducerRecord<>(topic, event.key(), EventJson.write(event));
    stamp(record.headers(), event, source);
    return record;
  }

  /** Adds the headers {@code ce_*} and {@code content-type}. */
  public static void stamp(Headers headers, ParallaxEvent event, String source) {
    stamp(headers, event.eventId(), type(event.getClass()), event.occurredAt(), source);
  }

  /** The same for an event that is at hand only as bytes. */
  public static void stamp(Headers headers, String id, String type, Instant time, String source) {
    headers.add("ce_specversion", SPEC_VERSION);
    headers.add("ce_id", utf8(id));
    headers.add("ce_type", utf8(type));
    headers.add("ce_source", utf8("/parallax/" + source));
    headers.add("ce_time", utf8(Rfc3339.format(time)));
    headers.add("content-type", CONTENT_TYPE);
  }

  /** {@code TransactionRecorded} becomes {@code dev.parallax.transaction-recorded}. */
  public static String type(Class<?> event) {
    return TYPES.get(event);
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
