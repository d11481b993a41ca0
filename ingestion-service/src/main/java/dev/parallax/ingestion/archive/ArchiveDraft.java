package dev.parallax.ingestion.archive;

import com.jerolba.carpet.CarpetWriter;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.CRC32;

/** A file being written: the events of one topic and hour, of one or several partitions. */
final class ArchiveDraft {
  private static final DateTimeFormatter FOLDER =
      DateTimeFormatter.ofPattern("'date='uuuu-MM-dd'/hour='HH").withZone(ZoneOffset.UTC);
  private static final int LONGEST_NAME = 160;

  private final String id;
  private final String topic;
  private final Instant hour;
  private final Path file;
  private final CarpetWriter<ArchivedEvent> writer;
  private final PeopleFilter people = new PeopleFilter();
  private final Map<Integer, long[]> ranges = new TreeMap<>();
  private Instant first = Instant.MAX;
  private Instant last = Instant.MIN;
  private long rows;
  private long bytes;

  ArchiveDraft(String id, String topic, Instant hour, Path file) throws IOException {
    this.id = id;
    this.topic = topic;
    this.hour = hour;
    this.file = file;
    this.writer = ArchivedEvents.writer(file);
  }

  /**
   * As the store keeps it.
   *
   * @param path within the archive, with the offsets it covers in its name
   * @param first the earliest time of the log in it
   * @param people whom it names, as {@link PeopleFilter} has it
   */
  record Written(
      String id,
      String path,
      String topic,
      Instant hour,
      Instant first,
      Instant last,
      long rows,
      long bytes,
      byte[] people) {}

  void add(ArchivedEvent event) throws IOException {
    writer.write(event);
    people.add(event);
    long offset = event.kafkaOffset();
    ranges.computeIfAbsent(event.kafkaPartition(), p -> new long[] {offset, offset})[1] = offset;
    Instant time = event.kafkaTime();
    first = time.isBefore(first) ? time : first;
    last = time.isAfter(last) ? time : last;
    rows++;
    bytes += event.payload() == null ? 0 : event.payload().length();
  }

  String id() {
    return id;
  }

  /** About what the events take on the log: a letter counts as one. */
  long bytes() {
    return bytes;
  }

  Written close() throws IOException {
    writer.close();
    return new Written(
        id,
        "topic=" + topic + "/" + FOLDER.format(hour) + "/" + name() + ".parquet",
        topic,
        hour,
        first,
        last,
        rows,
        file.toFile().length(),
        people.toBytes());
  }

  /** What is written is of no use; its file is deleted by who made its name. */
  void abort() {
    try {
      writer.close();
    } catch (IOException | RuntimeException e) {
      // Nobody will read it.
    }
  }

  /** Partition, first and last offset, for each partition: {@code 0.120-399_3.7-7}. */
  private String name() {
    StringBuilder name = new StringBuilder();
    ranges.forEach(
        (partition, range) ->
            name.append(name.isEmpty() ? "" : "_")
                .append(partition)
                .append('.')
                .append(range[0])
                .append('-')
                .append(range[1]));
    if (name.length() <= LONGEST_NAME) {
      return name.toString();
    }
    CRC32 rest = new CRC32();
    rest.update(name.toString().getBytes(java.nio.charset.StandardCharsets.US_ASCII));
    int cut = name.lastIndexOf("_", LONGEST_NAME);
    return name.substring(0, cut) + "_and-more-" + Long.toHexString(rest.getValue());
  }
}
