package dev.parallax.recommendation.exposure;

import dev.parallax.contracts.profile.Purpose;
import dev.parallax.contracts.recommendation.RecommendationExposed;
import dev.parallax.contracts.recommendation.RecommendationExposed.Item;
import dev.parallax.contracts.wire.EventJson;
import dev.parallax.kit.consent.ConsentPolicy;
import dev.parallax.kit.store.Sql;
import dev.parallax.recommendation.attribution.Attribution;
import io.agroal.api.AgroalDataSource;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/** Writes the table {@code exposure}. */
@ApplicationScoped
class ExposureStore {
  private static final String ADD =
      """
      insert into exposure (list_id, cid, shown_at, surface, model_version, experiment, arm,
        items, strategies, propensities, arms, details)
      values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?::jsonb)
      on conflict (list_id, shown_at) do nothing
      """;
  private static final String AGREED =
      """
      select cid from unnest(?::text[]) as n (cid) left join profile p using (cid)
      where coalesce(p.personalization, ?)
      """;

  private final AgroalDataSource store;
  private final Partitions partitions;
  private final Attribution attribution;
  private final ConsentPolicy consent;
  private final ExposureConfig config;
  private final Clock clock;

  ExposureStore(
      AgroalDataSource store,
      Partitions partitions,
      Attribution attribution,
      ConsentPolicy consent,
      ExposureConfig config,
      Clock clock) {
    this.store = store;
    this.partitions = partitions;
    this.attribution = attribution;
    this.consent = consent;
    this.config = config;
    this.clock = clock;
  }

  /**
   * Keeps lists of customers who agree at this moment, unless they are older than is kept; call
   * within the transaction that remembers the events.
   *
   * @param owners whose a pseudonym's rows are by now
   */
  void add(Collection<RecommendationExposed> shown, UnaryOperator<String> owners) {
    Instant oldest = clock.instant().minus(config.retention());
    List<RecommendationExposed> recent =
        shown.stream().filter(list -> list.occurredAt().isAfter(oldest)).toList();
    Set<String> agreed = agreed(recent.stream().map(list -> owners.apply(list.cid())).toList());
    List<RecommendationExposed> kept =
        recent.stream().filter(list -> agreed.contains(owners.apply(list.cid()))).toList();
    if (kept.isEmpty()) {
      return;
    }
    kept.stream().map(RecommendationExposed::occurredAt).forEach(partitions::ensure);
    Sql.run(store, connection -> insert(connection, kept, owners));
    List<Attribution.Touched> touched = new ArrayList<>();
    for (RecommendationExposed list : kept) {
      String cid = owners.apply(list.cid());
      list.items()
          .forEach(
              item -> touched.add(new Attribution.Touched(cid, item.itemId(), list.occurredAt())));
    }
    attribution.shown(touched);
  }

  private Set<String> agreed(Collection<String> cids) {
    return new HashSet<>(
        Sql.call(
            store,
            connection -> {
              try (PreparedStatement statement = connection.prepareStatement(AGREED)) {
                statement.setArray(1, connection.createArrayOf("text", cids.toArray()));
                statement.setBoolean(2, consent.answer(Purpose.PERSONALIZATION, null));
                List<String> agreed = new ArrayList<>();
                try (ResultSet row = statement.executeQuery()) {
                  while (row.next()) {
                    agreed.add(row.getString(1));
                  }
                }
                return agreed;
              }
            }));
  }

  private static void insert(
      Connection connection, List<RecommendationExposed> lists, UnaryOperator<String> owners)
      throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(ADD)) {
      for (RecommendationExposed list : lists) {
        statement.setString(1, list.id());
        statement.setString(2, owners.apply(list.cid()));
        statement.setTimestamp(3, Timestamp.from(list.occurredAt()));
        statement.setString(4, list.surface());
        statement.setString(5, list.modelVersion());
        statement.setString(6, list.experiment());
        statement.setString(7, list.arm());
        statement.setArray(8, column(connection, "text", list, Item::itemId));
        statement.setArray(9, column(connection, "text", list, Item::strategy));
        statement.setArray(10, column(connection, "float8", list, Item::propensity));
        statement.setArray(11, column(connection, "text", list, Item::arm));
        statement.setString(12, new String(EventJson.write(list.items()), StandardCharsets.UTF_8));
        statement.addBatch();
      }
      statement.executeBatch();
    }
  }

  private static java.sql.Array column(
      Connection connection, String type, RecommendationExposed list, Function<Item, Object> of)
      throws SQLException {
    return connection.createArrayOf(type, list.items().stream().map(of).toArray());
  }
}
