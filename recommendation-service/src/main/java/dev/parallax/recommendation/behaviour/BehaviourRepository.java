package dev.parallax.recommendation.behaviour;

import dev.parallax.contracts.profile.Purpose;
import dev.parallax.kit.consent.ConsentPolicy;
import dev.parallax.kit.store.Columns;
import dev.parallax.kit.store.Sql;
import dev.parallax.recommendation.attribution.Attribution;
import dev.parallax.recommendation.customer.Identities;
import dev.parallax.recommendation.exposure.SeenLists;
import io.agroal.api.AgroalDataSource;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Writes batches into {@code customer}, {@code purchase}, {@code refund} and {@code signal}. */
@ApplicationScoped
class BehaviourRepository {
  private static final String CUSTOMERS =
      """
      insert into customer (cid)
      select new from unnest(?::text[]) as new
      where not exists (select 1 from customer where cid = new)
      order by new
      on conflict do nothing
      """;
  private static final String PURCHASE =
      """
      insert into purchase as p
        (cid, order_id, occurred_at, items, quantities, amounts, currency, lines_at, lines_event)
      values (?, ?, ?, ?, ?, ?, ?, ?, ?)
      """
          + Identities.ORDER_TOLD_AGAIN;
  private static final String REFUND =
      """
      insert into refund (event_id, cid, order_id, occurred_at, items, quantities)
      values (?, ?, ?, ?, ?, ?)
      on conflict (event_id) do nothing
      """;

  /** Which list it came of is for those who agree that lists are made for them. */
  private static final String SIGNALS =
      """
      insert into signal (cid, item_id, kind, rating, occurred_at, list_id)
      select n.cid, n.item_id, n.kind, n.rating, n.occurred_at,
        case when a.agreed then n.list_id end
      from unnest(?::text[], ?::text[], ?::smallint[], ?::smallint[], ?::timestamptz[], ?::text[])
        as n (cid, item_id, kind, rating, occurred_at, list_id)
      left join profile f on f.cid = n.cid
      cross join lateral (select coalesce(f.personalization, ?) as agreed) a
      """;

  private final AgroalDataSource store;
  private final SeenLists seen;
  private final Attribution attribution;
  private final ConsentPolicy consent;

  BehaviourRepository(
      AgroalDataSource store, SeenLists seen, Attribution attribution, ConsentPolicy consent) {
    this.consent = consent;
    this.store = store;
    this.seen = seen;
    this.attribution = attribution;
  }

  /** Call within the transaction that remembers the events. */
  void write(BehaviourBatch batch) {
    Sql.run(
        store,
        connection -> {
          customers(connection, batch.cids());
          purchases(connection, batch.purchases());
          refunds(connection, batch.refunds());
          signals(connection, batch.signals());
        });
    seen.add(batch.seen());
    attribution.happened(touched(batch), orders(batch));
  }

  private static List<Attribution.Touched> touched(BehaviourBatch batch) {
    return batch.signals().stream()
        .map(s -> new Attribution.Touched(s.cid(), s.itemId(), s.occurredAt()))
        .toList();
  }

  private static Set<Attribution.OrderOf> orders(BehaviourBatch batch) {
    Set<Attribution.OrderOf> orders = new LinkedHashSet<>();
    batch
        .purchases()
        .forEach(p -> orders.add(new Attribution.OrderOf(p.cid(), p.order().orderId())));
    batch.refunds().forEach(r -> orders.add(new Attribution.OrderOf(r.cid(), r.orderId())));
    return orders;
  }

  private static void customers(Connection connection, Collection<String> cids)
      throws SQLException {
    if (cids.isEmpty()) {
      return;
    }
    try (PreparedStatement statement = connection.prepareStatement(CUSTOMERS)) {
      statement.setArray(1, connection.createArrayOf("text", cids.toArray()));
      statement.executeUpdate();
    }
  }

  private static void purchases(
      Connection connection, Collection<BehaviourBatch.Purchase> purchases) throws SQLException {
    if (purchases.isEmpty()) {
      return;
    }
    try (PreparedStatement statement = connection.prepareStatement(PURCHASE)) {
      for (BehaviourBatch.Purchase purchase : purchases) {
        statement.setString(1, purchase.cid());
        statement.setString(2, purchase.order().orderId());
        statement.setTimestamp(3, Timestamp.from(purchase.occurredAt()));
        bindLines(connection, statement, 4, purchase.lines());
        statement.setArray(6, connection.createArrayOf("numeric", purchase.amounts()));
        statement.setString(7, purchase.order().currency());
        statement.setTimestamp(8, Timestamp.from(purchase.order().linesFrom().at()));
        statement.setString(9, purchase.order().linesFrom().eventId());
        statement.addBatch();
      }
      statement.executeBatch();
    }
  }

  private static void refunds(Connection connection, List<BehaviourBatch.Refund> refunds)
      throws SQLException {
    if (refunds.isEmpty()) {
      return;
    }
    try (PreparedStatement statement = connection.prepareStatement(REFUND)) {
      for (BehaviourBatch.Refund refund : refunds) {
        statement.setString(1, refund.eventId());
        statement.setString(2, refund.cid());
        statement.setString(3, refund.orderId());
        statement.setTimestamp(4, Timestamp.from(refund.occurredAt()));
        bindLines(connection, statement, 5, refund.lines());
        statement.addBatch();
      }
      statement.executeBatch();
    }
  }

  private static void bindLines(
      Connection connection, PreparedStatement statement, int at, Map<String, Integer> lines)
      throws SQLException {
    statement.setArray(at, connection.createArrayOf("text", lines.keySet().toArray()));
    statement.setArray(at + 1, connection.createArrayOf("int4", lines.values().toArray()));
  }

  private void signals(Connection connection, List<BehaviourBatch.ItemSignal> signals)
      throws SQLException {
    if (signals.isEmpty()) {
      return;
    }
    try (PreparedStatement statement = connection.prepareStatement(SIGNALS)) {
      Columns.of(statement, signals)
          .add("text", BehaviourBatch.ItemSignal::cid)
          .add("text", BehaviourBatch.ItemSignal::itemId)
          .add("int2", signal -> (short) signal.signal().code())
          .add("int2", signal -> (short) signal.rating())
          .add("timestamptz", signal -> signal.occurredAt().toString())
          .add("text", BehaviourBatch.ItemSignal::listId);
      statement.setBoolean(7, consent.answer(Purpose.PERSONALIZATION, null));
      statement.executeUpdate();
    }
  }
}
