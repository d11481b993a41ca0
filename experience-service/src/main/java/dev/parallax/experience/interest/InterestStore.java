package dev.parallax.experience.interest;

import dev.parallax.experience.customer.CustomerFacts;
import dev.parallax.experience.interest.Interests.Entry;
import dev.parallax.experience.interest.Interests.SubjectKey;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.function.ToIntFunction;

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
    List<Map.Entry<Entry, Interest>> entries = List.copyOf(interests.entries().entrySet());
    try (PreparedStatement statement = connection.prepareStatement(ADD)) {
      statement.setArray(
          1,
          connection.createArrayOf(
              "bigint", entries.stream().map(e -> e.getKey().customer()).toArray()));
      statement.setArray(
          2,
          connection.createArrayOf(
              "int", entries.stream().map(e -> ids.get(e.getKey().subject())).toArray()));
      set(statement, 3, entries, Interest::views);
      set(statement, 4, entries, Interest::searches);
      set(statement, 5, entries, Interest::emptySearches);
      set(statement, 6, entries, Interest::wishes);
      set(statement, 7, entries, Interest::complaints);
      set(statement, 8, entries, Interest::shown);
      set(statement, 9, entries, Interest::bought);
      statement.executeUpdate();
    }
  }

  private static void set(
      PreparedStatement statement,
      int index,
      List<Map.Entry<Entry, Interest>> entries,
      ToIntFunction<Interest> count)
      throws SQLException {
    Object[] counts = entries.stream().map(e -> count.applyAsInt(e.getValue())).toArray();
    statement.setArray(index, statement.getConnection().createArrayOf("int", counts));
  }

  @Override
  public void move(Connection connection, Long[] from, Long[] into) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(MOVE)) {
      statement.setArray(1, connection.createArrayOf("bigint", from));
      statement.setArray(2, connection.createArrayOf("bigint", into));
      statement.executeUpdate();
    }
  }

  @Override
  public void erase(Connection connection, Long[] customers) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(ERASE)) {
      statement.setArray(1, connection.createArrayOf("bigint", customers));
      statement.setArray(2, connection.createArrayOf("bigint", customers));
      statement.executeUpdate();
    }
  }
}
