package dev.parallax.experience.reading;

import dev.parallax.contracts.Topics;
import dev.parallax.contracts.reading.ReadingTaken;
import dev.parallax.experience.intake.Intake;
import dev.parallax.kit.consume.EventBatches;
import dev.parallax.kit.store.Sql;
import io.agroal.api.AgroalDataSource;
import io.smallrye.reactive.messaging.annotations.Blocking;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.eclipse.microprofile.reactive.messaging.Incoming;

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

  @Incoming("readings-in")
  @Blocking
  void consume(ConsumerRecords<String, byte[]> records) {
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
    List<Map.Entry<Hour.Key, Hour>> rows = List.copyOf(hours.entrySet());
    try (PreparedStatement statement = connection.prepareStatement(ADD)) {
      set(statement, 1, "text", rows, e -> e.getKey().device());
      set(statement, 2, "text", rows, e -> e.getKey().metric());
      set(statement, 3, "text", rows, e -> e.getKey().place());
      set(statement, 4, "timestamptz", rows, e -> e.getKey().start().toString());
      set(statement, 5, "text", rows, e -> e.getValue().unit());
      set(statement, 6, "bigint", rows, e -> e.getValue().n());
      set(statement, 7, "float8", rows, e -> e.getValue().total());
      set(statement, 8, "float8", rows, e -> e.getValue().lowest());
      set(statement, 9, "float8", rows, e -> e.getValue().highest());
      statement.executeUpdate();
    }
    Intake.add(connection, Topics.READINGS, readings.size());
  }

  private static void set(
      PreparedStatement statement,
      int index,
      String type,
      List<Map.Entry<Hour.Key, Hour>> rows,
      Function<Map.Entry<Hour.Key, Hour>, Object> column)
      throws SQLException {
    statement.setArray(
        index, statement.getConnection().createArrayOf(type, rows.stream().map(column).toArray()));
  }
}
