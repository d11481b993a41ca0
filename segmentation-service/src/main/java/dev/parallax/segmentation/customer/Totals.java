package dev.parallax.segmentation.customer;

import dev.parallax.kit.store.Sql;
import io.agroal.api.AgroalDataSource;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.PreparedStatement;
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

  private final AgroalDataSource store;

  Totals(AgroalDataSource store) {
    this.store = store;
  }

  /** In the caller's transaction, which no other may do for the same customers at a time. */
  public void refresh(Collection<String> cids) {
    Sql.run(
        store,
        connection -> {
          Object[] some = cids.toArray();
          try (PreparedStatement delete = connection.prepareStatement(DELETE);
              PreparedStatement insert = connection.prepareStatement(INSERT)) {
            delete.setArray(1, connection.createArrayOf("text", some));
            delete.executeUpdate();
            insert.setArray(1, connection.createArrayOf("text", some));
            insert.setArray(2, connection.createArrayOf("text", some));
            insert.executeUpdate();
          }
        });
  }
}
