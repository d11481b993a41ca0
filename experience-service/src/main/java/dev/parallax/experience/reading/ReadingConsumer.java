package dev.parallax.experience.reading;

import dev.parallax.contracts.Topics;
import dev.parallax.contracts.reading.ReadingTaken;
import dev.parallax.experience.intake.Intake;
import dev.parallax.kit.consume.EventBatches;
import dev.parallax.kit.consume.LogReaders;
import dev.parallax.kit.store.Columns;
import dev.parallax.kit.store.Sql;
import io.agroal.api.AgroalDataSource;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.clients.consumer.ConsumerRecords;

/** Adds readings to their hours. Single readings are not kept: nothing asks for them. */
@ApplicationScoped
class ReadingConsumer {
  private static final String ADD =
      """
      insert into reading_hour (device, metric, place, hour, unit, n, total, lowest, highest)
      select * from unnest(?::text[], ?::text[], ?::text[], ?::timestamptz[], ?::text[], ?::bigint[],
        ?::float8[], ?::float8[], ?::float8[])
      on conflict (device, metric, place, hour) do update set
        unit = coalesce(excluded.unit, reading_hour.unit),
        n = reading_hour.n + excluded.n,
        total = reading_hour.total + excluded.total,
        lowest = least(reading_hour.lowest, excluded.lowest),
        highest = greatest(reading_hour.highest, excluded.highest)
      """;

  private final EventBatches batches;
  private final AgroalDataSource store;

  ReadingConsumer(EventBatches batches, AgroalDataSource store) {
    this.batches = batches;
    this.store = store;
  }

  void start(@Observes StartupEvent event, LogReaders readers) {
    readers.start(Topics.READINGS, this::consume);
  }

  private void consume(ConsumerRecords<String, byte[]> records) {
    batches.process(
        records,
        ReadingTaken.class,
        readings -> Sql.run(store, connection -> apply(connection, readings)));
  }

  private static void apply(Connection connection, List<ReadingTaken> readings)
      throws SQLException {
    Map<Hour.Key, Hour> hours = new TreeMap<>();
    for (ReadingTaken reading : readings) {
      Hour.Key key =
          new Hour.Key(
              reading.device(),
              reading.metric(),
              reading.place() == null ? "" : reading.place(),
              reading.occurredAt().truncatedTo(ChronoUnit.HOURS));
      hours.merge(key, Hour.of(reading), Hour::and);
    }
    try (PreparedStatement statement = connection.prepareStatement(ADD)) {
      Columns.of(statement, hours.entrySet())
          .add("text", e -> e.getKey().device())
          .add("text", e -> e.getKey().metric())
          .add("text", e -> e.getKey().place())
          .add("timestamptz", e -> e.getKey().start().toString())
          .add("text", e -> e.getValue().unit())
          .add("bigint", e -> e.getValue().n())
          .add("float8", e -> e.getValue().total())
          .add("float8", e -> e.getValue().lowest())
          .add("float8", e -> e.getValue().highest());
      statement.executeUpdate();
    }
    Intake.add(connection, Topics.READINGS, readings.size());
  }
}
