package dev.parallax.fraud.rule;

import dev.parallax.contracts.Phrase;
import dev.parallax.contracts.fraud.Outcome;
import dev.parallax.kit.audit.Audit;
import dev.parallax.kit.store.Sql;
import io.agroal.api.AgroalDataSource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The rules as they are stored. */
@ApplicationScoped
class RuleRepository {
  private static final String SELECT =
      "select name, expression, outcome, description_en, description_zh, enabled, updated_at from rule";

  private final AgroalDataSource store;
  private final Audit audit;

  RuleRepository(AgroalDataSource store, Audit audit) {
    this.store = store;
    this.audit = audit;
  }

  /** By name. */
  List<Rule> all() {
    return Sql.call(
        store,
        connection -> {
          try (PreparedStatement statement =
                  connection.prepareStatement(SELECT + " order by name");
              ResultSet row = statement.executeQuery()) {
            return rules(row);
          }
        });
  }

  Optional<Rule> find(String name) {
    return Sql.call(
        store,
        connection -> {
          try (PreparedStatement statement =
              connection.prepareStatement(SELECT + " where name = ?")) {
            statement.setString(1, name);
            try (ResultSet row = statement.executeQuery()) {
              return rules(row).stream().findFirst();
            }
          }
        });
  }

  @Transactional
  void save(Rule rule) {
    Sql.run(
        store,
        connection -> {
          try (PreparedStatement statement =
              connection.prepareStatement(
                  """
                  insert into rule (name, expression, outcome, description_en, description_zh, enabled, updated_at)
                  values (?, ?, ?, ?, ?, ?, ?)
                  on conflict (name) do update set expression = excluded.expression, outcome = excluded.outcome,
                    description_en = excluded.description_en, description_zh = excluded.description_zh,
                    enabled = excluded.enabled, updated_at = excluded.updated_at
                  """)) {
            statement.setString(1, rule.name());
            statement.setString(2, rule.expression());
            statement.setString(3, rule.outcome().wireName());
            statement.setString(4, rule.description().en());
            statement.setString(5, rule.description().zh());
            statement.setBoolean(6, rule.enabled());
            statement.setTimestamp(7, Timestamp.from(rule.updatedAt()));
            statement.executeUpdate();
          }
        });
    audit.record(
        "fraud-rule-set",
        rule.name(),
        Map.of(
            "expression", rule.expression(),
            "outcome", rule.outcome().wireName(),
            "enabled", rule.enabled()));
  }

  /**
   * @return false when there was none
   */
  @Transactional
  boolean delete(String name) {
    boolean deleted =
        Sql.call(
            store,
            connection -> {
              try (PreparedStatement statement =
                  connection.prepareStatement("delete from rule where name = ?")) {
                statement.setString(1, name);
                return statement.executeUpdate() == 1;
              }
            });
    if (deleted) {
      audit.record("fraud-rule-deleted", name, Map.of());
    }
    return deleted;
  }

  private static List<Rule> rules(ResultSet row) throws SQLException {
    List<Rule> rules = new ArrayList<>();
    while (row.next()) {
      rules.add(
          new Rule(
              row.getString(1),
              row.getString(2),
              Outcome.parse(row.getString(3)),
              new Phrase(row.getString(4), row.getString(5)),
              row.getBoolean(6),
              row.getTimestamp(7).toInstant()));
    }
    return rules;
  }
}
