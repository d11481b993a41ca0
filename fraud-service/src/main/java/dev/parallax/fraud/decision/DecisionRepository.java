package dev.parallax.fraud.decision;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import dev.parallax.contracts.Reason;
import dev.parallax.contracts.fraud.FraudDecided;
import dev.parallax.contracts.fraud.Outcome;
import dev.parallax.contracts.wire.EventJson;
import dev.parallax.kit.page.Cursor;
import dev.parallax.kit.page.Page;
import dev.parallax.kit.store.Sql;
import io.agroal.api.AgroalDataSource;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Decisions as they are stored, features included. */
@ApplicationScoped
class DecisionRepository {
  private static final String SELECT =
      """
      select d.transaction_id, d.id, d.cid, d.account, d.amount, d.currency, d.outcome, d.probability, d.reasons,
        d.rules, d.model_version, d.fallback, d.occurred_at, d.decided_at, d.features, f.answer
      from decision d left join fallback_answer f
        on f.transaction_id = d.transaction_id and f.answer ->> 'account' = d.account
      """;
  private static final String FALLBACK =
      "select answer from fallback_answer where transaction_id = ?";
  private static final TypeReference<List<Reason>> REASONS = new TypeReference<>() {};
  private static final TypeReference<List<String>> RULES = new TypeReference<>() {};
  private static final TypeReference<Map<String, Double>> FEATURES = new TypeReference<>() {};

  private final AgroalDataSource store;

  DecisionRepository(AgroalDataSource store) {
    this.store = store;
  }

  /** The decision, or, as long as there is none, what the caller was answered instead. */
  Optional<Decision> find(String transactionId) {
    return decided(transactionId).or(() -> fallback(transactionId));
  }

  private Optional<Decision> decided(String transactionId) {
    return query(SELECT + " where d.transaction_id = ?", transactionId).stream().findFirst();
  }

  private Optional<Decision> fallback(String transactionId) {
    return Sql.call(
        store,
        connection -> {
          try (PreparedStatement select = connection.prepareStatement(FALLBACK)) {
            select.setString(1, transactionId);
            try (ResultSet row = select.executeQuery()) {
              return row.next()
                  ? Optional.of(Decision.of(answer(row.getBytes(1))))
                  : Optional.empty();
            }
          }
        });
  }

  /**
   * Newest first.
   *
   * @param outcome null for all
   * @param after the transaction id of the last of the page before, null for the first page
   */
  Page<Decision> list(Outcome outcome, int limit, String after) {
    Cursor.requireRow(after, id -> decided(id).isPresent());
    List<Object> parameters = new ArrayList<>();
    StringBuilder sql = new StringBuilder(SELECT).append(" where true");
    if (outcome != null) {
      sql.append(" and d.outcome = ?");
      parameters.add(outcome.wireName());
    }
    if (after != null) {
      sql.append(
          " and (d.decided_at, d.transaction_id) <"
              + " (select decided_at, transaction_id from decision where transaction_id = ?)");
      parameters.add(after);
    }
    sql.append(" order by d.decided_at desc, d.transaction_id desc limit ?");
    parameters.add(limit + 1);
    return Page.of(query(sql.toString(), parameters.toArray()), limit, Decision::transactionId);
  }

  private List<Decision> query(String sql, Object... parameters) {
    return Sql.list(store, DecisionRepository::decision, sql, parameters);
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
        read(row.getString(15), FEATURES),
        answered(row.getBytes(16)));
  }

  private static FallbackAnswer answered(byte[] json) {
    return json == null ? null : FallbackAnswer.of(answer(json));
  }

  private static FraudDecided answer(byte[] json) {
    return EventJson.read(json, FraudDecided.class);
  }

  private static <T> T read(String json, TypeReference<T> type) throws SQLException {
    try {
      return EventJson.mapper().readValue(json, type);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("unreadable decision", e);
    }
  }
}
