package dev.parallax.fraud.training;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import dev.parallax.contracts.transaction.TransactionRecorded;
import dev.parallax.contracts.wire.EventJson;
import dev.parallax.fraud.feature.Feature;
import dev.parallax.kit.store.Sql;
import io.agroal.api.AgroalDataSource;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.Map;
import java.util.function.Consumer;

/** What there is to learn from, streamed in the order of time. */
@ApplicationScoped
class ExampleRepository {
  private static final int FETCH_SIZE = 1_000;
  private static final int TRANSACTION_SECONDS = 1_800;
  private static final TypeReference<Map<String, Double>> FEATURES = new TypeReference<>() {};
  private static final String FROM =
      """
       from transaction t join decision d on d.transaction_id = t.id left join label l on l.transaction_id = t.id
      where t.occurred_at < ? and d.features <> '{}'
      """;

  private final AgroalDataSource store;

  ExampleRepository(AgroalDataSource store) {
    this.store = store;
  }

  /**
   * What lies before a time.
   *
   * @param from null where there is nothing
   * @param splitAt the time that leaves the asked share of examples after it
   */
  record Extent(
      long examples,
      long trainingGenuine,
      long trainingFrauds,
      long testFrauds,
      Instant from,
      Instant splitAt,
      Instant to) {}

  Extent extent(Instant before, double testShare) {
    return Sql.call(
        store,
        connection -> {
          Instant[] range = new Instant[3];
          try (PreparedStatement statement =
              connection.prepareStatement(
                  "select min(t.occurred_at), max(t.occurred_at),"
                      + " percentile_disc(?) within group (order by t.occurred_at)"
                      + FROM)) {
            statement.setDouble(1, 1 - testShare);
            statement.setTimestamp(2, Timestamp.from(before));
            try (ResultSet row = statement.executeQuery()) {
              row.next();
              range[0] = instant(row.getTimestamp(1));
              range[2] = instant(row.getTimestamp(2));
              range[1] = instant(row.getTimestamp(3));
            }
          }
          if (range[0] == null) {
            return new Extent(0, 0, 0, 0, null, null, null);
          }
          try (PreparedStatement statement =
              connection.prepareStatement(
                  "select count(*),"
                      + " count(*) filter (where t.occurred_at < ? and l.fraud is not true),"
                      + " count(*) filter (where t.occurred_at < ? and l.fraud),"
                      + " count(*) filter (where t.occurred_at >= ? and l.fraud)"
                      + FROM)) {
            for (int i = 1; i <= 3; i++) {
              statement.setTimestamp(i, Timestamp.from(range[1]));
            }
            statement.setTimestamp(4, Timestamp.from(before));
            try (ResultSet row = statement.executeQuery()) {
              row.next();
              return new Extent(
                  row.getLong(1),
                  row.getLong(2),
                  row.getLong(3),
                  row.getLong(4),
                  range[0],
                  range[1],
                  range[2]);
            }
          }
        });
  }

  /** By event time, then id. The whole pass sees one state of the store. */
  void stream(Instant before, Consumer<Example> consumer) {
    QuarkusTransaction.requiringNew()
        .timeout(TRANSACTION_SECONDS)
        .run(
            () ->
                Sql.run(
                    store,
                    connection -> {
                      try (PreparedStatement statement =
                          connection.prepareStatement(
                              "select t.id, t.cid, t.account, t.kind, t.amount, t.currency, t.terminal, t.device,"
                                  + " t.country, t.channel, t.order_id, t.occurred_at, t.received_at, d.features,"
                                  + " coalesce(l.fraud, false)"
                                  + FROM
                                  + " order by t.occurred_at, t.id")) {
                        statement.setFetchSize(FETCH_SIZE);
                        statement.setTimestamp(1, Timestamp.from(before));
                        try (ResultSet row = statement.executeQuery()) {
                          while (row.next()) {
                            consumer.accept(example(row));
                          }
                        }
                      }
                    }));
  }

  private static Example example(ResultSet row) throws SQLException {
    TransactionRecorded transaction =
        new TransactionRecorded(
            row.getString(1),
            row.getString(2),
            row.getString(3),
            row.getString(4),
            row.getBigDecimal(5),
            row.getString(6),
            row.getString(7),
            row.getString(8),
            row.getString(9),
            row.getString(10),
            row.getString(11),
            row.getTimestamp(12).toInstant(),
            row.getTimestamp(13).toInstant(),
            "store");
    return new Example(transaction, vector(row.getString(14)), row.getBoolean(15));
  }

  /** A feature that did not exist yet when the decision was made is 0. */
  private static double[] vector(String json) throws SQLException {
    try {
      Map<String, Double> features = EventJson.mapper().readValue(json, FEATURES);
      double[] vector = new double[Feature.count()];
      for (int i = 0; i < vector.length; i++) {
        vector[i] = features.getOrDefault(Feature.at(i).wireName(), 0.0);
      }
      return vector;
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("unreadable features", e);
    }
  }

  private static Instant instant(Timestamp time) {
    return time == null ? null : time.toInstant();
  }
}
