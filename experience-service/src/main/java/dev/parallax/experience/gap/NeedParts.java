package dev.parallax.experience.gap;

import dev.parallax.experience.customer.Analytics;
import dev.parallax.experience.need.CatalogEntry;
import dev.parallax.experience.need.Need;
import dev.parallax.experience.need.NeedIndex;
import dev.parallax.kit.store.Columns;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * Keeps {@code need_part} up with {@code interest}: for customers whose interests have changed, and
 * for those who were interested in a subject that is another need now, because the catalog has
 * changed. So the cost of a gap is that of what has changed since it was last asked for.
 */
@ApplicationScoped
class NeedParts {
  /** Any number that nothing else in this database locks. */
  private static final long LOCK = 0x6e65656473L; // "needs"

  private static final String PLACE =
      """
      update subject s set need = n.need
      from unnest(?::int[], ?::text[]) as n (id, need) where s.id = n.id
      """;

  /** Everyone who was interested in a subject that has moved. */
  private static final String MARK =
      """
      insert into need_stale (customer_id)
      select distinct customer_id from interest where subject_id = any (?) order by customer_id
      on conflict do nothing
      """;

  /** Those whose interests are being changed right now stay for the next time. */
  private static final String TAKE =
      """
      delete from need_stale where customer_id in
        (select customer_id from need_stale for update skip locked)
      returning customer_id
      """;

  private static final String FORGET = "delete from need_part where customer_id = any (?)";

  private static final String ADD_UP =
      """
      insert into need_part (customer_id, need, views, searches, empty_searches, wishes, complaints,
        shown, bought)
      select i.customer_id, s.need, sum(i.views), sum(i.searches), sum(i.empty_searches),
        sum(i.wishes), sum(i.complaints), sum(i.shown), sum(i.bought)
      from interest i join subject s on s.id = i.subject_id
      join customer c on c.id = i.customer_id
      where i.customer_id = any (?) and s.need is not null and %s
      group by 1, 2
      """
          .formatted(Analytics.ALLOWED);

  /** Those who never answered have parts if the firm may assume their consent, else none. */
  private static final String MARK_UNANSWERED =
      """
      insert into need_stale (customer_id)
      select c.id from customer c
      where c.effective is null and exists (select from interest i where i.customer_id = c.id)
        and exists (select from need_part p where p.customer_id = c.id) <> ?
      order by c.id
      on conflict do nothing
      """;

  private final boolean assumed;
  private volatile boolean begun;

  /** A subject and the need it is to be counted under; null for none. */
  private record Move(int id, String need) {}

  private volatile Known known;

  NeedParts(Analytics analytics) {
    this.assumed = analytics.assumed();
  }

  /** What the needs were last found from, so that they are not found again without a reason. */
  private record Known(List<CatalogEntry> catalog, List<Placed> subjects) {}

  /**
   * Call within a transaction; one at a time over all threads and replicas.
   *
   * @param mostTexts how many words of searches and complaints may be needs
   */
  void refresh(Connection connection, List<CatalogEntry> catalog, int mostTexts)
      throws SQLException {
    lock(connection);
    if (!begun) {
      // What the firm may assume may have been another thing when the service ran last.
      try (PreparedStatement statement = connection.prepareStatement(MARK_UNANSWERED)) {
        statement.setBoolean(1, assumed);
        statement.executeUpdate();
      }
      begun = true;
    }
    List<Placed> subjects = Placed.read(connection, mostTexts);
    Known last = known;
    if (last == null || !last.catalog().equals(catalog) || !last.subjects().equals(subjects)) {
      List<Move> moves = moves(catalog, subjects);
      Placed.leftOut(connection, subjects).forEach(id -> moves.add(new Move(id, null)));
      place(connection, moves);
      known = moves.isEmpty() ? new Known(catalog, subjects) : null;
    }
    Long[] stale = take(connection);
    if (stale.length > 0) {
      run(connection, FORGET, "bigint", stale);
      addUp(connection, stale);
    }
  }

  private static void lock(Connection connection) throws SQLException {
    try (PreparedStatement statement =
        connection.prepareStatement("select pg_advisory_xact_lock(?)")) {
      statement.setLong(1, LOCK);
      statement.execute();
    }
  }

  private static List<Move> moves(List<CatalogEntry> catalog, List<Placed> subjects) {
    NeedIndex index = NeedIndex.of(catalog, subjects.stream().map(Placed::subject).toList());
    List<Move> moves = new ArrayList<>();
    for (Placed placed : subjects) {
      String need = index.find(placed.subject()).map(Need::name).orElse(null);
      if (!Objects.equals(need, placed.need())) {
        moves.add(new Move(placed.id(), need));
      }
    }
    return moves;
  }

  private static void place(Connection connection, List<Move> moves) throws SQLException {
    if (moves.isEmpty()) {
      return;
    }
    try (PreparedStatement statement = connection.prepareStatement(PLACE)) {
      Columns.of(statement, moves).add("int", Move::id).add("text", Move::need);
      statement.executeUpdate();
    }
    run(connection, MARK, "int", moves.stream().map(Move::id).toArray());
  }

  private static Long[] take(Connection connection) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(TAKE);
        ResultSet row = statement.executeQuery()) {
      List<Long> customers = new ArrayList<>();
      while (row.next()) {
        customers.add(row.getLong(1));
      }
      return customers.toArray(Long[]::new);
    }
  }

  private void addUp(Connection connection, Long[] customers) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(ADD_UP)) {
      statement.setArray(1, connection.createArrayOf("bigint", customers));
      statement.setBoolean(2, assumed);
      statement.executeUpdate();
    }
  }

  private static void run(Connection connection, String sql, String type, Object[] ids)
      throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      statement.setArray(1, connection.createArrayOf(type, ids));
      statement.executeUpdate();
    }
  }
}
