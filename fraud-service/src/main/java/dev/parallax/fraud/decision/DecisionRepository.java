package dev.parallax.fraud.decision;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import dev.parallax.contracts.Reason;
import dev.parallax.contracts.fraud.FraudDecided;
import dev.parallax.contracts.fraud.Outcome;
import dev.parallax.contracts.wire.EventJson;
import dev.parallax.kit.page.Page;
import dev.parallax.kit.store.Sql;
import io.agroal.api.AgroalDataSource;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Decisions as they are stored, features included. */
@ApplicationScoped
class DecisionRepository {
  private static final String INSERT =
      """
      insert into decision (transaction_id, id, cid, account, amount, currency, outcome, probability, reasons, rules,
        model_version, fallback, occurred_at, decided_at, features)
      values (?, ?, ?, ?, ?, ?, ?, ?, ?::jsonb, ?::jsonb, ?, ?, ?, ?, ?::jsonb)
      on conflict (transaction_id) do nothing
      """;
  private static final String SELECT =
      """
      select transaction_id, id, cid, account, amount, currency, outcome, probability, reasons, rules, model_version,
        fallback, occurred_at, decided_at, features
      from decision
      """;
  private static final TypeReference<List<Reason>> REASONS = new TypeReference<>() {};
  private static final TypeReference<List<String>> RULES = new TypeReference<>() {};
  private static final TypeReference<Map<String, Double>> FEATURES = new TypeReference<>() {};

  private final AgroalDataSource store;

  DecisionRepository(AgroalDataSource store) {
    this.store = store;
  }

  /** The first decision on a transaction stays. */
  void store(List<FraudDecided> decisions) {
    Sql.run(
        store,
        connection -> {
          try (PreparedStatement insert = connection.prepareStatement(INSERT)) {
            for (FraudDecided decision : decisions) {
              bind(insert, decision);
              insert.addBatch();
            }
            insert.executeBatch();
          }
        });
  }

  private static void bind(PreparedStatement insert, FraudDecided d) throws SQLException {
    insert.setString(1, d.transactionId());
    insert.setString(2, d.id());
    insert.setString(3, d.cid());
    insert.setString(4, d.account());
    insert.setBigDecimal(5, d.amount());
    insert.setString(6, d.currency());
    insert.setString(7, d.outcome().wireName());
    insert.setDouble(8, d.probability());
    insert.setString(9, json(d.reasons()));
    insert.setString(10, json(d.rules()));
    insert.setString(11, d.modelVersion());
    insert.setBoolean(12, d.fallback());
    insert.setTimestamp(13, Timestamp.from(d.occurredAt()));
    insert.setTimestamp(14, Timestamp.from(d.decidedAt()));
    insert.setString(15, json(d.features()));
  }

  Optional<Decision> find(String transactionId) {
    return query(SELECT + " where transaction_id = ?", transactionId).stream().findFirst();
  }

  /**
   * Newest first.
   *
   * @param outcome null for all
   * @param after the transaction id of the last of the page before, null for the first page
   */
  Page<Decision> list(Outcome outcome, int limit, String after) {
    List<Object> parameters = new ArrayList<>();
    StringBuilder sql = new StringBuilder(SELECT).append(" where true");
    if (outcome != null) {
      sql.append(" and outcome = ?");
      parameters.add(outcome.wireName());
    }
    if (after != null) {
      sql.append(
          " and (decided_at, transaction_id) <"
              + " (select decided_at, transaction_id from decision where transaction_id = ?)");
      parameters.add(after);
    }
    sql.append(" order by decided_at desc, transaction_id desc limit ?");
    parameters.add(limit + 1);
    return Page.of(query(sql.toString(), parameters.toArray()), limit, Decision::transactionId);
  }

  private List<Decision> query(String sql, Object... parameters) {
    return Sql.call(
        store,
        connection -> {
          try (PreparedStatement statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < parameters.length; i++) {
              statement.setObject(i + 1, parameters[i]);
            }
            List<Decision> decisions = new ArrayList<>();
            try (ResultSet row = statement.executeQuery()) {
              while (row.next()) {
                decisions.add(decision(row));
              }
            }
            return decisions;
          }
        });
  }

  private static Decision decision(ResultSet row) throws SQLException {
    return new Decision(
        row.getString(2),
        row.getString(1),
        row.getString(3),
        row.getString(4),
        row.getBigDecimal(5),
        row.getString(6),
        Outcome.parse(row.getString(7)),
        row.getDouble(8),
        read(row.getString(9), REASONS),
        read(row.getString(10), RULES),
        row.getString(11),
        row.getBoolean(12),
        row.getTimestamp(13).toInstant(),
        row.getTimestamp(14).toInstant(),
        read(row.getString(15), FEATURES));
  }

  private static String json(Object value) {
    return new String(EventJson.write(value), StandardCharsets.UTF_8);
  }

  private static <T> T read(String json, TypeReference<T> type) throws SQLException {
    try {
      return EventJson.mapper().readValue(json, type);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("unreadable decision", e);
    }
  }
}
