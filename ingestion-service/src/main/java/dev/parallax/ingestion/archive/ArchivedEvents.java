package dev.parallax.ingestion.archive;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.jerolba.carpet.CarpetReader;
import com.jerolba.carpet.CarpetWriter;
import com.jerolba.carpet.ColumnNamingStrategy;
import com.jerolba.carpet.FieldMatchingStrategy;
import com.jerolba.carpet.TimeUnit;
import com.jerolba.carpet.io.FileSystemInputFile;
import com.jerolba.carpet.io.FileSystemOutputFile;
import dev.parallax.contracts.wire.Rfc3339;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;

/** Between records of the log, rows, and files of rows. */
public final class ArchivedEvents {
  private static final JsonFactory JSON = new JsonFactory();

  /** What a writer holds in memory before it goes to disk, and what a reader has to hold. */
  private static final long ROW_GROUP = 8L * 1024 * 1024;

  private static final int PAGE = 256 * 1024;

  private ArchivedEvents() {}

  static ArchivedEvent of(ConsumerRecord<String, byte[]> record) {
    Told told = record.value() == null ? new Told() : Told.of(record.value());
    String time = header(record, "ce_time");
    return new ArchivedEvent(
        header(record, "ce_id"),
        header(record, "ce_type"),
        told.source,
        record.key(),
        told.cid == null && isCustomer(record.key()) ? record.key() : told.cid,
        told.name,
        time(time == null ? told.occurredAt : time),
        time(told.receivedAt),
        Instant.ofEpochMilli(record.timestamp()),
        record.partition(),
        record.offset(),
        record.value() == null ? null : new String(record.value(), StandardCharsets.UTF_8));
  }

  static CarpetWriter<ArchivedEvent> writer(Path file) throws IOException {
    return new CarpetWriter.Builder<>(new FileSystemOutputFile(file.toFile()), ArchivedEvent.class)
        .withCompressionCodec(CompressionCodecName.ZSTD)
        .withColumnNamingStrategy(ColumnNamingStrategy.SNAKE_CASE)
        .withDefaultTimeUnit(TimeUnit.MICROS)
        .withRowGroupSize(ROW_GROUP)
        .withPageSize(PAGE)
        // Each is different: a dictionary would be built only to be thrown away.
        .withDictionaryEncoding("payload", false)
        .withDictionaryEncoding("event_id", false)
        .withDictionaryEncoding("kafka_offset", false)
        .build();
  }

  /**
   * The rows of a file in the order of the log, partition by partition.
   *
   * @param type {@link ArchivedEvent}, or a record with some of its columns: only those are read
   */
  public static <T> CarpetReader<T> read(Path file, Class<T> type) {
    return new CarpetReader<>(new FileSystemInputFile(file.toFile()), type)
        .withFieldMatchingStrategy(FieldMatchingStrategy.SNAKE_CASE);
  }

  private static boolean isCustomer(String key) {
    return key != null && (key.startsWith("c_") || key.startsWith("a_"));
  }

  private static String header(ConsumerRecord<String, byte[]> record, String name) {
    Header header = record.headers().lastHeader(name);
    return header == null ? null : new String(header.value(), StandardCharsets.UTF_8);
  }

  private static Instant time(String text) {
    try {
      return text == null ? null : Rfc3339.parse(text);
    } catch (DateTimeException e) {
      return null;
    }
  }

  /** The few fields of a payload that become columns, without making a tree of it. */
  private static final class Told {
    private String source;
    private String cid;
    private String name;
    private String occurredAt;
    private String receivedAt;

    static Told of(byte[] json) {
      Told told = new Told();
      try (JsonParser parser = JSON.createParser(json)) {
        if (parser.nextToken() != JsonToken.START_OBJECT) {
          return told;
        }
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
          String field = parser.currentName();
          JsonToken value = parser.nextToken();
          if (value == JsonToken.VALUE_STRING) {
            told.take(field, parser);
          } else {
            parser.skipChildren();
          }
        }
      } catch (IOException e) {
        // Somebody else's record; it is kept as it is, and these columns stay empty.
      }
      return told;
    }

    private void take(String field, JsonParser parser) throws IOException {
      switch (field) {
        case "source" -> source = parser.getText();
        case "cid" -> cid = parser.getText();
        case "name" -> name = parser.getText();
        case "occurredAt" -> occurredAt = parser.getText();
        case "receivedAt", "recordedAt" -> receivedAt = parser.getText();
        default -> {
          // Only in the payload.
        }
      }
    }
  }
}
