package dev.parallax.fraud.label;

import dev.parallax.contracts.fraud.FraudLabelled;
import dev.parallax.kit.store.Sql;
import io.agroal.api.AgroalDataSource;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;

/** Labels; at most one a transaction, the latest. */
@ApplicationScoped
class LabelRepository {
  /** An older label never replaces a newer one; the same one again changes nothing. */
  private static final String SAVE =
      """
      insert into label (transaction_id, fraud, origin, labelled_at, revision, announced)
      select id, fraud, origin, at::timestamptz, 1, false
      from unnest(?::text[], ?::boolean[], ?::text[], ?::text[]) as l (id, fraud, origin, at) order by id
      on conflict (transaction_id) do update
      set fraud = excluded.fraud, origin = excluded.origin, labelled_at = excluded.labelled_at,
        revision = label.revision + 1, announced = false
      where excluded.labelled_at >= label.labelled_at
        and (excluded.fraud, excluded.origin) is distinct from (label.fraud, label.origin)
      """;

  /**
   * The payment of a customer who objects to being profiled, which has no features, was not counted
   * at its terminal; nor may its label be.
   */
  private static final String ANNOUNCE =
      """
      with next as (
        select l.transaction_id, t.account, case when d.features <> '{}' then t.terminal end as terminal, t.occurred_at
        from label l join transaction t on t.id = l.transaction_id join decision d on d.transaction_id = t.id
        where not l.announced limit ? for update of l skip locked)
      update label set announced = true from next where label.transaction_id = next.transaction_id
      returning label.transaction_id, label.revision, next.account, label.fraud, label.origin, label.labelled_at,
        next.terminal, next.occurred_at
      """;

  private final AgroalDataSource store;

  LabelRepository(AgroalDataSource store) {
    this.store = store;
  }

  /** Call with one label a transaction. */
  void save(Collection<Label> labels) {
    Sql.run(
        store,
        connection -> {
          try (PreparedStatement save = connection.prepareStatement(SAVE)) {
            save.setArray(
                1,
                connection.createArrayOf(
                    "text", labels.stream().map(Label::transactionId).toArray()));
            save.setArray(
                2,
                connection.createArrayOf("boolean", labels.stream().map(Label::fraud).toArray()));
            save.setArray(
                3,
                connection.createArrayOf(
                    "text", labels.stream().map(l -> l.origin().wireName()).toArray()));
            save.setArray(
                4,
                connection.createArrayOf(
                    "text", labels.stream().map(l -> l.labelledAt().toString()).toArray()));
            save.executeUpdate();
          }
        });
  }

  /** Takes labels whose transaction is known and that nobody has been told of yet. */
  List<FraudLabelled> takeUnannounced(int limit) {
    return Sql.call(
        store,
        connection -> {
          try (PreparedStatement take = connection.prepareStatement(ANNOUNCE)) {
            take.setInt(1, limit);
            List<FraudLabelled> labels = new ArrayList<>();
            try (ResultSet row = take.executeQuery()) {
              while (row.next()) {
                labels.add(labelled(row));
              }
            }
            return labels;
          }
        });
  }

  private static FraudLabelled labelled(ResultSet row) throws SQLException {
    Timestamp transactedAt = row.getTimestamp(8);
    return new FraudLabelled(
        "l-" + row.getString(1) + "-" + row.getLong(2),
        row.getString(1),
        row.getString(3),
        row.getBoolean(4),
        FraudLabelled.Origin.valueOf(row.getString(5).toUpperCase(Locale.ROOT)),
        row.getTimestamp(6).toInstant(),
        row.getString(7),
        transactedAt.toInstant());
  }
}
