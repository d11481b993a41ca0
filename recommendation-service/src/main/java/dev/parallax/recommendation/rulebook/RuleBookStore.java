package dev.parallax.recommendation.rulebook;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.parallax.contracts.wire.EventJson;
import dev.parallax.kit.store.Sql;
import dev.parallax.recommendation.rule.RuleSettings;
import dev.parallax.recommendation.rule.RuleSource;
import io.agroal.api.AgroalDataSource;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** The table {@code rule_book}. */
@ApplicationScoped
class RuleBookStore {
  private static final String WRITE =
      """
      insert into rule_book as b (source, version, read_at, settings, artifact)
      values (?, 1, ?, ?::jsonb, ?)
      on conflict (source) do update set version = b.version + 1, read_at = excluded.read_at,
        settings = excluded.settings, artifact = excluded.artifact
      """;

  /**
   * What another replica read later, or with settings that were asked for since, stays. Books of
   * before have fewer settings.
   */
  private static final String UNLESS_NEWER =
      " where b.read_at < excluded.read_at and excluded.settings @> b.settings";

  private final AgroalDataSource store;
  private final RulesConfig config;

  RuleBookStore(AgroalDataSource store, RulesConfig config) {
    this.store = store;
    this.config = config;
  }

  /** What is known of a stored book without reading it. */
  record Stored(long version, Instant readAt, RuleSettings settings) {}

  Optional<Stored> stored(RuleSource source) {
    return Sql.list(
            store,
            row ->
                new Stored(
                    row.getLong(1), row.getTimestamp(2).toInstant(), settings(row.getString(3))),
            "select version, read_at, settings from rule_book where source = ?",
            source.wireName())
        .stream()
        .findFirst();
  }

  Map<RuleSource, Long> versions() {
    Map<RuleSource, Long> versions = new EnumMap<>(RuleSource.class);
    Sql.list(
        store,
        row ->
            versions.put(
                RuleSource.valueOf(row.getString(1).toUpperCase(Locale.ROOT)), row.getLong(2)),
        "select source, version from rule_book");
    return versions;
  }

  Optional<RuleBook> read(RuleSource source) {
    return Sql.list(
            store,
            row ->
                new RuleBook(
                    source,
                    row.getLong(1),
                    row.getTimestamp(2).toInstant(),
                    RuleBookCodec.read(row.getBytes(3))),
            "select version, read_at, artifact from rule_book where source = ?",
            source.wireName())
        .stream()
        .findFirst();
  }

  /**
   * @param asked whether somebody asked for these settings, so that they count from now on
   * @return false when there is a newer one
   */
  boolean write(
      RuleSource source,
      Instant readAt,
      RuleSettings settings,
      RuleBook.Mined mined,
      boolean asked) {
    byte[] artifact = RuleBookCodec.write(mined);
    return QuarkusTransaction.requiringNew()
            .call(
                () ->
                    Sql.update(
                        store,
                        asked ? WRITE : WRITE + UNLESS_NEWER,
                        source.wireName(),
                        Timestamp.from(readAt),
                        json(settings).toString(),
                        artifact))
        == 1;
  }

  /** Those that count: the ones last asked for, else what is configured. */
  RuleSettings settings(RuleSource source) {
    return stored(source).map(Stored::settings).orElseGet(this::configured);
  }

  /** Those that count before anybody asks for others. */
  RuleSettings configured() {
    return new RuleSettings(
        config.minSupport(),
        config.minBaskets(),
        config.minConfidence(),
        config.significance(),
        config.maxItems(),
        config.mostItemsets(),
        config.mostRules());
  }

  private static ObjectNode json(RuleSettings settings) {
    return EventJson.mapper()
        .createObjectNode()
        .put("minSupport", settings.minSupport())
        .put("minBaskets", settings.minBaskets())
        .put("minConfidence", settings.minConfidence())
        .put("significance", settings.significance())
        .put("maxItems", settings.maxItems())
        .put("mostItemsets", settings.mostItemsets())
        .put("mostRules", settings.mostRules())
        .put("redundant", settings.redundant());
  }

  private RuleSettings settings(String json) {
    try {
      JsonNode stored = EventJson.mapper().readTree(json);
      return new RuleSettings(
          stored.path("minSupport").asDouble(),
          stored.path("minBaskets").asInt(),
          stored.path("minConfidence").asDouble(),
          stored.path("significance").asDouble(),
          stored.path("maxItems").asInt(),
          stored.path("mostItemsets").asInt(config.mostItemsets()),
          stored.path("mostRules").asInt(config.mostRules()),
          stored.path("redundant").asBoolean());
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("unreadable jsonb", e);
    }
  }
}
