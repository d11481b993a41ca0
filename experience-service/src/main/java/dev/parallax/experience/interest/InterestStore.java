package dev.parallax.experience.interest;

import dev.parallax.experience.customer.CustomerFacts;
import dev.parallax.experience.interest.Interests.SubjectKey;
import dev.parallax.kit.store.Columns;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Map;

/** Adds interests to what is stored. */
@ApplicationScoped
public class InterestStore implements CustomerFacts {
  private static final String ADDED =
      """
      on conflict (customer_id, subject_id) do update set
        views = interest.views + excluded.views,
        searches = interest.searches + excluded.searches,
        empty_searches = interest.empty_searches + excluded.empty_searches,
        wishes = interest.wishes + excluded.wishes,
        complaints = interest.complaints + excluded.complaints,
        shown = interest.shown + excluded.shown,
        bought = interest.bought + excluded.bought
      """;

  private static final String COLUMNS =
      "customer_id, subject_id, views, searches, empty_searches, wishes, complaints, shown, bought";

  private static final String ADD =
      "insert into interest ("
          + COLUMNS
          + """
          ) select * from unnest(?::bigint[], ?::int[], ?::int[], ?::int[], ?::int[], ?::int[],
            ?::int[], ?::int[], ?::int[])
          """
          + ADDED;

  private static final String MOVE =
      """
      with moved as (
        delete from interest i using unnest(?::bigint[], ?::bigint[]) as m (from_id, into_id)
        where i.customer_id = m.from_id
        returning m.into_id, i.*
      )
      insert into interest (%s)
      select into_id, subject_id, sum(views), sum(searches), sum(empty_searches), sum(wishes),
        sum(complaints), sum(shown), sum(bought)
      from moved group by into_id, subject_id
      """
              .formatted(COLUMNS)
          + ADDED;

  /**
   * Locks the row even if it is there: whoever is adding these customers up leaves them out then,
   * and they are added up again.
   */
  private static final String STALE =
      """
      insert into need_stale (customer_id)
      select distinct id from unnest(?::bigint[]) as id order by id
      on conflict (customer_id) do update set customer_id = excluded.customer_id
      """;

  /** Words that nobody uses any more go too: they may say who wrote them. */
  private static final String ERASE =
      """
      with gone as (delete from interest where customer_id = any (?) returning subject_id)
      delete from subject s
      where s.kind in ('QUERY', 'TEXT') and s.id in (select subject_id from gone)
        and not exists (
          select from interest i where i.subject_id = s.id and i.customer_id <> all (?))
      """;

  /** The caller holds the locks of the customers. */
  public void add(Connection connection, Interests interests) throws SQLException {
    if (interests.entries().isEmpty()) {
      return;
    }
    Map<SubjectKey, Integer> ids = SubjectRows.ids(connection, interests.subjects());
    try (PreparedStatement statement = connection.prepareStatement(ADD)) {
      Columns.of(statement, interests.entries().entrySet())
          .add("bigint", e -> e.getKey().customer())
          .add("int", e -> ids.get(e.getKey().subject()))
          .add("int", e -> e.getValue().views())
          .add("int", e -> e.getValue().searches())
          .add("int", e -> e.getValue().emptySearches())
          .add("int", e -> e.getValue().wishes())
          .add("int", e -> e.getValue().complaints())
          .add("int", e -> e.getValue().shown())
          .add("int", e -> e.getValue().bought());
      statement.executeUpdate();
    }
    stale(
        connection,
        interests.entries().keySet().stream().map(Interests.Entry::customer).toArray(Long[]::new));
  }

  private static void stale(Connection connection, Long[] customers) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(STALE)) {
      statement.setArray(1, connection.createArrayOf("bigint", customers));
      statement.executeUpdate();
    }
  }

  @Override
  public void move(Connection connection, Long[] from, Long[] into) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(MOVE)) {
      statement.setArray(1, connection.createArrayOf("bigint", from));
      statement.setArray(2, connection.createArrayOf("bigint", into));
      statement.executeUpdate();
    }
    forget(connection, from);
    stale(connection, into);
  }

  /** The parts are added up again when they are wanted, if they may be. */
  @Override
  public void answered(Connection connection, Long[] customers) throws SQLException {
    stale(connection, customers);
    delete(connection, "need_part", customers);
  }

  private static void forget(Connection connection, Long[] customers) throws SQLException {
    delete(connection, "need_stale", customers);
    delete(connection, "need_part", customers);
  }

  private static void delete(Connection connection, String table, Long[] customers)
      throws SQLException {
    try (PreparedStatement statement =
        connection.prepareStatement("delete from " + table + " where customer_id = any (?)")) {
      statement.setArray(1, connection.createArrayOf("bigint", customers));
      statement.executeUpdate();
    }
  }

  @Override
  public void erase(Connection connection, Long[] customers) throws SQLException {
    forget(connection, customers);
    try (PreparedStatement statement = connection.prepareStatement(ERASE)) {
      statement.setArray(1, connection.createArrayOf("bigint", customers));
      statement.setArray(2, connection.createArrayOf("bigint", customers));
      statement.executeUpdate();
    }
  }
}
