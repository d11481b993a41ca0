package dev.parallax.acceptance;

import dev.parallax.local.secrets.SecretsFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * Everything a suite has written down: every row of every database, every record of every topic,
 * every line of every log, every file that waits to be imported, every row of the archive.
 */
final class Haystack {
  private final Suite suite;

  Haystack(Suite suite) {
    this.suite = suite;
  }

  /** Where any of these texts stand in a database, as {@code database.table: text}. */
  Set<String> inDatabases(List<String> needles) throws IOException, SQLException {
    Set<String> found = new TreeSet<>();
    for (String database : Counts.SERVICES) {
      try (Connection connection = connect(database)) {
        for (String table : tables(connection)) {
          for (String needle : inTable(connection, table, needles)) {
            found.add(database + "." + table + ": " + needle);
          }
        }
      }
    }
    return found;
  }

  private Connection connect(String database) throws IOException, SQLException {
    return DriverManager.getConnection(
        "jdbc:postgresql://"
            + suite.state().address("postgres").orElseThrow().getAuthority()
            + "/"
            + database,
        "postgres",
        SecretsFile.read(suite.home()).postgresPassword());
  }

  private static List<String> tables(Connection connection) throws SQLException {
    List<String> tables = new ArrayList<>();
    try (Statement statement = connection.createStatement();
        ResultSet row =
            statement.executeQuery(
                "select table_name from information_schema.tables where table_schema = 'public'")) {
      while (row.next()) {
        tables.add(row.getString(1));
      }
    }
    return tables;
  }

  /** Bytes are shown in hexadecimal, so the texts are looked for in that too. */
  private static List<String> inTable(Connection connection, String table, List<String> needles)
      throws SQLException {
    List<String> found = new ArrayList<>();
    try (PreparedStatement statement =
        connection.prepareStatement(
            """
            select needle.text from unnest(?::text[], ?::text[]) as needle (text, hex)
            where exists (select from "%s" t where strpos(lower(t::text), needle.text) > 0 or strpos(t::text, needle.hex) > 0)
            """
                .formatted(table))) {
      List<String> lower = needles.stream().map(n -> n.toLowerCase(Locale.ROOT)).toList();
      statement.setArray(1, connection.createArrayOf("text", lower.toArray()));
      statement.setArray(
          2, connection.createArrayOf("text", needles.stream().map(Haystack::hex).toArray()));
      try (ResultSet row = statement.executeQuery()) {
        while (row.next()) {
          found.add(row.getString(1));
        }
      }
    }
    return found;
  }

  private static String hex(String text) {
    return HexFormat.of().formatHex(text.getBytes(StandardCharsets.UTF_8));
  }

  /**
   * Where any of these texts stand on the log, as {@code topic: text}; keys and headers included.
   */
  Set<String> onTopics(List<String> needles) throws IOException {
    Set<String> found = new TreeSet<>();
    try (KafkaConsumer<byte[], byte[]> reader =
        new KafkaConsumer<>(
            Map.of(
                "bootstrap.servers", suite.state().address("kafka").orElseThrow().getAuthority(),
                "enable.auto.commit", "false",
                "max.poll.records", "5000",
                "fetch.min.bytes", "1"),
            new ByteArrayDeserializer(),
            new ByteArrayDeserializer())) {
      List<TopicPartition> all = new ArrayList<>();
      reader
          .listTopics()
          .forEach(
              (topic, partitions) ->
                  partitions.forEach(p -> all.add(new TopicPartition(topic, p.partition()))));
      reader.assign(all);
      reader.seekToBeginning(all);
      Map<TopicPartition, Long> open = new HashMap<>(reader.endOffsets(all));
      while (!open.isEmpty()) {
        for (ConsumerRecord<byte[], byte[]> record : reader.poll(Duration.ofMillis(200))) {
          needles.stream()
              .filter(needle -> holds(record, needle))
              .forEach(needle -> found.add(record.topic() + ": " + needle));
        }
        open.entrySet().removeIf(end -> reader.position(end.getKey()) >= end.getValue());
      }
    }
    return found;
  }

  private static boolean holds(ConsumerRecord<byte[], byte[]> record, String needle) {
    if (text(record.key()).contains(needle) || text(record.value()).contains(needle)) {
      return true;
    }
    for (var header : record.headers()) {
      if (text(header.value()).contains(needle)) {
        return true;
      }
    }
    return false;
  }

  private static String text(byte[] bytes) {
    return bytes == null ? "" : new String(bytes, StandardCharsets.ISO_8859_1);
  }

  /** Where any of these texts stand in a file of the archive, as {@code topic: text}. */
  Set<String> inArchive(Collection<String> needles) throws SQLException {
    Set<String> found = new TreeSet<>();
    try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
        PreparedStatement statement =
            connection.prepareStatement(
                """
                select distinct topic || ': ' || needle
                from read_parquet('%s/topic=*/**/*.parquet', hive_partitioning = true)
                  join unnest(?::varchar[]) as needles (needle)
                    on contains(concat_ws(' ', event_id, key, cid, name, payload), needle)
                """
                    .formatted(suite.home().data("archive")))) {
      statement.setArray(1, connection.createArrayOf("varchar", needles.toArray()));
      try (ResultSet row = statement.executeQuery()) {
        while (row.next()) {
          found.add(row.getString(1));
        }
      }
    }
    return found;
  }

  /** Where any of these texts stand in a log or in a file to be imported, as {@code file: text}. */
  Set<String> inFiles(List<String> needles) throws IOException {
    Set<String> found = new TreeSet<>();
    for (Path folder :
        List.of(suite.home().folder().resolve("logs"), suite.home().data("imports"))) {
      if (!Files.isDirectory(folder)) {
        continue;
      }
      try (Stream<Path> files = Files.walk(folder)) {
        for (Path file : files.filter(Files::isRegularFile).toList()) {
          String text = Files.readString(file, StandardCharsets.ISO_8859_1);
          needles.stream()
              .filter(text::contains)
              .forEach(needle -> found.add(file.getFileName() + ": " + needle));
        }
      }
    }
    return found;
  }
}
