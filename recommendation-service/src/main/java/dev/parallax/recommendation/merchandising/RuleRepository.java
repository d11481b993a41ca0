package dev.parallax.recommendation.merchandising;

import dev.parallax.contracts.Phrase;
import dev.parallax.contracts.wire.EventJson;
import dev.parallax.kit.audit.Audit;
import dev.parallax.kit.store.Sql;
import dev.parallax.recommendation.occasion.Context;
import io.agroal.api.AgroalDataSource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** The rules as they are stored, with every version there was. */
@ApplicationScoped
class RuleRepository {
  private static final String COLUMNS =
      """
      select name, version, action, condition, factor, position, contexts, valid_from, valid_until,
        enabled, description_en, description_zh, updated_at
      from merchandising_rule where not deleted
      """;
  private static final String SAVE =
      """
      insert into merchandising_rule as r
        (name, version, action, condition, factor, position, contexts, valid_from, valid_until,
         enabled, description_en, description_zh, updated_at)
      values (?, 1, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
      on conflict (name) do update set version = r.version + 1, action = excluded.action,
        condition = excluded.condition, factor = excluded.factor, position = excluded.position,
        contexts = excluded.contexts, valid_from = excluded.valid_from,
        valid_until = excluded.valid_until, enabled = excluded.enabled,
        description_en = excluded.description_en, description_zh = excluded.description_zh,
        updated_at = excluded.updated_at, deleted = false
      returning version
      """;

  private final AgroalDataSource store;
  private final Audit audit;

  RuleRepository(AgroalDataSource store, Audit audit) {
    this.store = store;
    this.audit = audit;
  }

  /** By name. */
  List<MerchandisingRule> all() {
    return Sql.list(store, RuleRepository::rule, COLUMNS + " order by name");
  }

  Optional<MerchandisingRule> find(String name) {
    return Sql.list(store, RuleRepository::rule, COLUMNS + " and name = ?", name).stream()
        .findFirst();
  }

  /** Every version of a rule, the newest first; of a deleted one, too. */
  List<MerchandisingRule> versions(String name) {
    return Sql.list(
        store,
        row ->
            EventJson.read(
                row.getString(1).getBytes(StandardCharsets.UTF_8), MerchandisingRule.class),
        "select rule::text from merchandising_rule_version where name = ? order by version desc",
        name);
  }

  /** As it is stored: with the version it got. */
  @Transactional
  MerchandisingRule save(MerchandisingRule rule) {
    MerchandisingRule saved =
        Sql.call(
            store,
            connection -> {
              MerchandisingRule stored = withVersion(rule, upsert(connection, rule));
              remember(connection, stored);
              return stored;
            });
    audit.record(
        "merchandising-rule-set",
        saved.name(),
        Map.of(
            "version", saved.version(),
            "action", saved.action().wireName(),
            "condition", saved.condition(),
            "enabled", saved.enabled()));
    return saved;
  }

  private static int upsert(Connection connection, MerchandisingRule rule) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(SAVE)) {
      statement.setString(1, rule.name());
      statement.setString(2, rule.action().wireName());
      statement.setString(3, rule.condition());
      statement.setObject(4, rule.factor());
      statement.setObject(5, rule.position());
      statement.setArray(
          6,
          connection.createArrayOf(
              "text", rule.contexts().stream().map(Context::wireName).sorted().toArray()));
      statement.setTimestamp(7, timestamp(rule.validFrom()));
      statement.setTimestamp(8, timestamp(rule.validUntil()));
      statement.setBoolean(9, rule.enabled());
      statement.setString(10, rule.description().en());
      statement.setString(11, rule.description().zh());
      statement.setTimestamp(12, timestamp(rule.updatedAt()));
      try (ResultSet row = statement.executeQuery()) {
        row.next();
        return row.getInt(1);
      }
    }
  }

  private static void remember(Connection connection, MerchandisingRule rule) throws SQLException {
    try (PreparedStatement statement =
        connection.prepareStatement(
            "insert into merchandising_rule_version (name, version, rule, updated_at) values (?, ?, ?::jsonb, ?)")) {
      statement.setString(1, rule.name());
      statement.setInt(2, rule.version());
      statement.setString(3, new String(EventJson.write(rule), StandardCharsets.UTF_8));
      statement.setTimestamp(4, timestamp(rule.updatedAt()));
      statement.executeUpdate();
    }
  }

  /**
   * @return false when there was none
   */
  @Transactional
  boolean delete(String name, Instant now) {
    boolean deleted =
        Sql.update(
                store,
                "update merchandising_rule set deleted = true, updated_at = ? where name = ? and not deleted",
                timestamp(now),
                name)
            == 1;
    if (deleted) {
      audit.record("merchandising-rule-deleted", name, Map.of());
    }
    return deleted;
  }

  private static MerchandisingRule withVersion(MerchandisingRule rule, int version) {
    return new MerchandisingRule(
        rule.name(),
        version,
        rule.action(),
        rule.condition(),
        rule.factor(),
        rule.position(),
        rule.contexts(),
        rule.validFrom(),
        rule.validUntil(),
        rule.enabled(),
        rule.description(),
        rule.updatedAt());
  }

  private static MerchandisingRule rule(ResultSet row) throws SQLException {
    return new MerchandisingRule(
        row.getString(1),
        row.getInt(2),
        Action.of(row.getString(3)),
        row.getString(4),
        row.getObject(5, Double.class),
        row.getObject(6, Integer.class),
        contexts((String[]) row.getArray(7).getArray()),
        instant(row.getTimestamp(8)),
        instant(row.getTimestamp(9)),
        row.getBoolean(10),
        new Phrase(row.getString(11), row.getString(12)),
        row.getTimestamp(13).toInstant());
  }

  private static Set<Context> contexts(String[] names) {
    return Arrays.stream(names).map(Context::of).collect(Collectors.toSet());
  }

  private static Timestamp timestamp(Instant time) {
    return time == null ? null : Timestamp.from(time);
  }

  private static Instant instant(Timestamp time) {
    return time == null ? null : time.toInstant();
  }
}
