package dev.parallax.recommendation.attribution;

/** The SQL of {@link Attribution}. */
final class AttributionStatements {
  /**
   * The list that something is owed to: the one that the page named, where it showed that customer
   * that item within the window, else the last one that did. {@code %1$s} is what happened, a row
   * with cid, item_id and occurred_at; {@code %2$s} the list named. The parameters are the window,
   * twice.
   */
  private static final String OWED_TO =
      """
      left join lateral (
        select e.list_id, e.shown_at, e.items from exposure e
        where e.list_id = %2$s and e.cid = %1$s.cid and %1$s.item_id = any(e.items)
          and e.shown_at <= %1$s.occurred_at
          and e.shown_at > %1$s.occurred_at - ?::interval
        limit 1) named on true
      left join lateral (
        select e.list_id, e.shown_at, e.items from exposure e
        where named.list_id is null and e.cid = %1$s.cid and %1$s.item_id = any(e.items)
          and e.shown_at <= %1$s.occurred_at
          and e.shown_at > %1$s.occurred_at - ?::interval
        order by e.shown_at desc, e.list_id desc limit 1) latest on true
      cross join lateral (
        select coalesce(named.list_id, latest.list_id) as list_id,
          coalesce(named.shown_at, latest.shown_at) as shown_at,
          array_position(coalesce(named.items, latest.items), %1$s.item_id) as position) x
      """;

  /** Parameters: three arrays of pairs, since when each is to be looked at. */
  private static final String PAIRS =
      """
      (select cid, item_id, min(since) as since
       from unnest(?::text[], ?::text[], ?::timestamptz[]) as n (cid, item_id, since)
       group by cid, item_id) n
      """;

  /**
   * Of customers those whom anything was ever shown. Asked one by one, by index: joined, the
   * planner may read every list there is.
   */
  static final String SHOWN_ANYTHING =
      """
      select c.cid from unnest(?::text[]) as c (cid) cross join lateral (
        (select from exposure e where e.cid = c.cid limit 1)
        union all
        (select from outcome o where o.cid = c.cid limit 1)
        limit 1) x
      """;

  /** Of customers those who did anything since. Parameters: two arrays. */
  static final String DID_ANYTHING =
      """
      select n.cid from unnest(?::text[], ?::timestamptz[]) as n (cid, since)
      where exists (select from signal s where s.cid = n.cid and s.occurred_at >= n.since)
        or exists (select from purchase p where p.cid = n.cid and p.occurred_at >= n.since)
      """;

  static final String FORGET_SIGNALS =
      """
      delete from outcome o using %s
      where o.cid = n.cid and o.item_id = n.item_id and o.occurred_at >= n.since and o.kind <> 3
      """
          .formatted(PAIRS);

  static final String SIGNALS =
      """
      insert into outcome (cid, item_id, kind, occurred_at, list_id, shown_at, position)
      select s.cid, s.item_id, case when s.kind = 3 then 2 else 1 end, s.occurred_at,
        x.list_id, x.shown_at, x.position
      from %s
      join signal s on s.cid = n.cid and s.item_id = n.item_id and s.occurred_at >= n.since
        and s.kind <= 3
      left join profile f on f.cid = s.cid
      %s
      where x.list_id is not null and coalesce(f.personalization, ?)
      """
          .formatted(PAIRS, OWED_TO.formatted("s", "s.list_id"));

  /** Parameters: two arrays, of customers and of their orders. */
  private static final String ORDERS_OF = "unnest(?::text[], ?::text[]) as n (cid, order_id)";

  static final String FORGET_ORDERS =
      "delete from outcome o using %s where o.cid = n.cid and o.order_id = n.order_id"
          .formatted(ORDERS_OF);

  /** A line of which everything was given back is none. */
  static final String ORDERS =
      """
      insert into outcome (cid, item_id, kind, order_id, occurred_at, list_id, shown_at, position,
        quantity, revenue, currency)
      select l.cid, l.item_id, 3, l.order_id, l.occurred_at, x.list_id, x.shown_at, x.position,
        l.quantity - coalesce(r.quantity, 0),
        l.amount * (l.quantity - coalesce(r.quantity, 0)) / l.quantity, l.currency
      from (
        select p.cid, p.order_id, p.occurred_at, p.currency, u.item_id, u.quantity, u.amount
        from (select distinct cid, order_id from %s) n join purchase p using (cid, order_id)
        cross join lateral unnest(p.items, p.quantities, p.amounts)
          as u (item_id, quantity, amount)) l
      left join lateral (
        select r.quantity from returned r
        where r.cid = l.cid and r.order_id = l.order_id and r.item_id = l.item_id) r on true
      left join profile f on f.cid = l.cid
      %s
      where x.list_id is not null and l.quantity > coalesce(r.quantity, 0)
        and coalesce(f.personalization, ?)
      """
          .formatted(ORDERS_OF, OWED_TO.formatted("l", "null::text"));

  /** What happened after lists were shown. Parameters: three arrays, a row a list and item. */
  static final String SIGNALS_AFTER =
      """
      select s.cid, s.item_id, min(n.since) from unnest(?::text[], ?::text[], ?::timestamptz[])
        as n (cid, item_id, since)
      join signal s on s.cid = n.cid and s.item_id = n.item_id and s.occurred_at >= n.since
        and s.occurred_at < n.since + ?::interval and s.kind <= 3
      group by s.cid, s.item_id
      """;

  static final String ORDERS_AFTER =
      """
      select distinct p.cid, p.order_id from unnest(?::text[], ?::text[], ?::timestamptz[])
        as n (cid, item_id, since)
      join purchase p on p.cid = n.cid and n.item_id = any(p.items) and p.occurred_at >= n.since
        and p.occurred_at < n.since + ?::interval
      """;

  static final String FORGET_CUSTOMERS = "delete from outcome where cid = any(?)";

  static final String SHOWN_TO =
      """
      select e.cid, i.item_id, min(e.shown_at) from exposure e
      cross join lateral unnest(e.items) as i (item_id)
      where e.cid = any(?) group by e.cid, i.item_id
      """;

  private AttributionStatements() {}
}
