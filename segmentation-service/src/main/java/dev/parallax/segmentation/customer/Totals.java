package dev.parallax.segmentation.customer;

import dev.parallax.contracts.profile.Purpose;
import dev.parallax.kit.consent.ConsentPolicy;
import dev.parallax.kit.store.Sql;
import io.agroal.api.AgroalDataSource;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Collection;

/**
 * Computes what features are made of from a customer's facts, always from all of them: no matter in
 * which order they came, the totals are the same. Adding each event to running totals was rejected,
 * since merges, repeated orders and late catalog entries would each need a way to take back what
 * was added.
 */
@ApplicationScoped
public class Totals {
  private static final String DELETE = "delete from totals where cid = any(?)";

  private static final String INSERT =
      """
      with fact as (
        select * from settled where cid = any(?)
      ), money as (
        select cid, currency, count(*) filter (where kind = 'order') as orders,
          coalesce(sum(amount) filter (where kind = 'order'), 0)::float8 as gross,
          coalesce(sum(amount) filter (where kind = 'refund'), 0)::float8 as refunded
        from fact group by cid, currency
      ), moneys as (
        select cid, array_agg(currency order by currency) as currencies,
          array_agg(orders order by currency) as currency_orders,
          array_agg(gross order by currency) as gross,
          array_agg(refunded order by currency) as refunded
        from money group by cid
      ), bought as (
        select cid, count(*) filter (where kind = 'order') as orders,
          count(distinct order_id) filter (where kind = 'refund') as refunded_orders,
          count(*) filter (where kind = 'order' and cardinality(items) > 0) as with_lines,
          min(occurred_at) filter (where kind = 'order') as first_at,
          max(occurred_at) filter (where kind = 'order') as last_at
        from fact group by cid
      ), line as (
        select cid, coalesce(nullif(l.category, ''), c.category) as category,
          sum(l.pieces) as pieces
        from fact
        cross join lateral unnest(fact.items, fact.categories, fact.pieces)
          as l (item, category, pieces)
        left join catalog_item c on c.item_id = l.item
        where fact.kind = 'order' and c.kind is distinct from 'SERVICE'
        group by 1, 2
      ), basket as (
        select cid, sum(pieces) as pieces,
          count(*) filter (where category <> 'uncategorised') as categories
        from line group by cid
      ), rated as (
        select cid, avg(stars)::float8 as average,
          ((array_agg(stars order by occurred_at desc, event_id desc))[1])::float8 as last
        from rating where cid = any(?) group by cid
      )
      insert into totals (cid, orders, refunded_orders, with_lines, pieces, categories, first_at,
        last_at, last_rating, average_rating, currencies, currency_orders, gross, refunded)
      select b.cid, b.orders, b.refunded_orders, b.with_lines, coalesce(k.pieces, 0),
        coalesce(k.categories, 0), b.first_at, b.last_at, r.last, r.average, m.currencies,
        m.currency_orders, m.gross, m.refunded
      from bought b join moneys m on m.cid = b.cid
      left join basket k on k.cid = b.cid
      left join rated r on r.cid = b.cid
      where b.orders > 0 and starts_with(b.cid, 'c_')
      """;

  private static final String ALLOWED =
      "select cid from customer where cid = any(?) and coalesce(analytics, ?)";

  /** Those who never answered have totals if the firm may assume their consent, else none. */
  private static final String MARK_UNANSWERED =
      """
      insert into stale (cid)
      select c.cid from customer c
      where c.analytics is null and starts_with(c.cid, 'c_')
        and exists (select from purchase p where p.cid = c.cid and p.kind = 'order')
        and exists (select from totals t where t.cid = c.cid) <> ?
      order by c.cid
      on conflict do nothing
      """;

  private final AgroalDataSource store;
  private final boolean assumed;

  Totals(AgroalDataSource store, ConsentPolicy consent) {
    this.store = store;
    this.assumed = consent.answer(Purpose.ANALYTICS, null);
  }

  /** What the firm may assume may have been another thing when the service ran last. */
  void markUnanswered(@Observes StartupEvent event) {
    QuarkusTransaction.requiringNew()
        .run(
            () ->
                Sql.run(
                    store,
                    connection -> {
                      try (PreparedStatement statement =
                          connection.prepareStatement(MARK_UNANSWERED)) {
                        statement.setBoolean(1, assumed);
                        statement.executeUpdate();
                      }
                    }));
  }

  /**
   * In the caller's transaction, which no other may do for the same customers at a time. Without
   * consent to analytics there are none.
   */
  public void refresh(Collection<String> cids) {
    Sql.run(
        store,
        connection -> {
          Object[] some = cids.toArray();
          try (PreparedStatement delete = connection.prepareStatement(DELETE);
              PreparedStatement insert = connection.prepareStatement(INSERT)) {
            delete.setArray(1, connection.createArrayOf("text", some));
            delete.executeUpdate();
            Object[] allowed = allowed(connection, some);
            insert.setArray(1, connection.createArrayOf("text", allowed));
            insert.setArray(2, connection.createArrayOf("text", allowed));
            insert.executeUpdate();
          }
        });
  }

  private Object[] allowed(Connection connection, Object[] cids) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(ALLOWED)) {
      statement.setArray(1, connection.createArrayOf("text", cids));
      statement.setBoolean(2, assumed);
      return StaleCustomers.strings(statement.executeQuery()).toArray();
    }
  }
}
