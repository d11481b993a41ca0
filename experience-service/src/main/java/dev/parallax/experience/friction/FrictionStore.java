package dev.parallax.experience.friction;

import dev.parallax.experience.customer.CustomerFacts;
import dev.parallax.kit.store.Columns;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Map;

/** Adds what pages did to people to what is stored. Sums, firsts and worsts: any order will do. */
@ApplicationScoped
public class FrictionStore implements CustomerFacts {
  private static final String VISITS_ADDED =
      """
      on conflict (customer_id, session_key, page_id) do update set
        seen_at = least(page_visit.seen_at, excluded.seen_at),
        lcp = greatest(page_visit.lcp, excluded.lcp),
        inp = greatest(page_visit.inp, excluded.inp),
        cls = greatest(page_visit.cls, excluded.cls)
      """;

  /** Most events of a visit change nothing of it: no row is written for those. */
  private static final String ADD_VISITS =
      """
      insert into page_visit (customer_id, session_key, page_id, seen_at, lcp, inp, cls)
      select * from unnest(?::bigint[], ?::uuid[], ?::int[], ?::timestamptz[], ?::float8[], ?::float8[],
        ?::float8[])
      """
          + VISITS_ADDED
          + """
          where excluded.seen_at < page_visit.seen_at
            or excluded.lcp > coalesce(page_visit.lcp, -1)
            or excluded.inp > coalesce(page_visit.inp, -1)
            or excluded.cls > coalesce(page_visit.cls, -1)
          """;

  private static final String FRICTIONS_ADDED =
      """
      on conflict (customer_id, session_key, page_id, cause_id) do update set
        first_at = least(friction.first_at, excluded.first_at),
        times = friction.times + excluded.times
      """;

  private static final String ADD_FRICTIONS =
      """
      insert into friction (customer_id, session_key, page_id, cause_id, first_at, times)
      select * from unnest(?::bigint[], ?::uuid[], ?::int[], ?::int[], ?::timestamptz[], ?::int[])
      """
          + FRICTIONS_ADDED;

  private static final String MOVE_VISITS =
      """
      with moved as (
        delete from page_visit v using unnest(?::bigint[], ?::bigint[]) as m (from_id, into_id)
        where v.customer_id = m.from_id
        returning m.into_id, v.*
      )
      insert into page_visit (customer_id, session_key, page_id, seen_at, lcp, inp, cls)
      select into_id, session_key, page_id, min(seen_at), max(lcp), max(inp), max(cls)
      from moved group by into_id, session_key, page_id
      """
          + VISITS_ADDED;

  private static final String MOVE_FRICTIONS =
      """
      with moved as (
        delete from friction f using unnest(?::bigint[], ?::bigint[]) as m (from_id, into_id)
        where f.customer_id = m.from_id
        returning m.into_id, f.*
      )
      insert into friction (customer_id, session_key, page_id, cause_id, first_at, times)
      select into_id, session_key, page_id, cause_id, min(first_at), sum(times)
      from moved group by into_id, session_key, page_id, cause_id
      """
          + FRICTIONS_ADDED;

  /** Causes that nobody else had go too: they may say who it was. */
  private static final String ERASE_FRICTIONS =
      """
      with gone as (delete from friction where customer_id = any (?) returning cause_id)
      delete from friction_cause c
      where c.id in (select cause_id from gone)
        and not exists (
          select from friction f where f.cause_id = c.id and f.customer_id <> all (?))
      """;

  /** Pages likewise. After the frictions, which are on pages. */
  private static final String ERASE_VISITS =
      """
      with gone as (delete from page_visit where customer_id = any (?) returning page_id)
      delete from page p
      where p.id in (select page_id from gone)
        and not exists (
          select from page_visit v where v.page_id = p.id and v.customer_id <> all (?))
      """;

  /** The caller holds the locks of the customers. */
  public void add(Connection connection, Frictions frictions) throws SQLException {
    if (frictions.visits().isEmpty()) {
      return;
    }
    Map<String, Integer> pages = FrictionNames.pages(connection, frictions.paths());
    try (PreparedStatement statement = connection.prepareStatement(ADD_VISITS)) {
      Columns.of(statement, frictions.visits().entrySet())
          .add("bigint", e -> e.getKey().customer())
          .add("uuid", e -> e.getKey().session())
          .add("int", e -> pages.get(e.getKey().path()))
          .add("timestamptz", e -> time(e.getValue().seenAt()))
          .add("float8", e -> e.getValue().lcp())
          .add("float8", e -> e.getValue().inp())
          .add("float8", e -> e.getValue().cls());
      statement.executeUpdate();
    }
    if (!frictions.entries().isEmpty()) {
      addFrictions(connection, frictions, pages);
    }
  }

  private static void addFrictions(
      Connection connection, Frictions frictions, Map<String, Integer> pages) throws SQLException {
    Map<Cause, Integer> causes = FrictionNames.causes(connection, frictions.causes());
    try (PreparedStatement statement = connection.prepareStatement(ADD_FRICTIONS)) {
      Columns.of(statement, frictions.entries().entrySet())
          .add("bigint", e -> e.getKey().visit().customer())
          .add("uuid", e -> e.getKey().visit().session())
          .add("int", e -> pages.get(e.getKey().visit().path()))
          .add("int", e -> causes.get(e.getKey().cause()))
          .add("timestamptz", e -> time(e.getValue().firstAt()))
          .add("int", e -> e.getValue().times());
      statement.executeUpdate();
    }
  }

  @Override
  public void move(Connection connection, Long[] from, Long[] into) throws SQLException {
    run(connection, MOVE_FRICTIONS, from, into);
    run(connection, MOVE_VISITS, from, into);
  }

  @Override
  public void erase(Connection connection, Long[] customers) throws SQLException {
    run(connection, ERASE_FRICTIONS, customers, customers);
    run(connection, ERASE_VISITS, customers, customers);
  }

  private static void run(Connection connection, String sql, Long[] one, Long[] other)
      throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      statement.setArray(1, connection.createArrayOf("bigint", one));
      statement.setArray(2, connection.createArrayOf("bigint", other));
      statement.executeUpdate();
    }
  }

  /** As text with its offset: the driver writes a Timestamp in an array without one. */
  private static String time(long millis) {
    return Instant.ofEpochMilli(millis).toString();
  }
}
