package dev.parallax.experience.visit;

import dev.parallax.experience.session.Reach;
import dev.parallax.experience.session.Step;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What changed visits change in the sums by customer. */
final class ReachDelta {
  private static final int WITH_ORDER = Step.ALL.size() + 1;

  private static final String ADD =
      """
      insert into reach (customer_id, sessions, viewed, added, checkout, ordered, with_order)
      select * from unnest(?::bigint[], ?::bigint[], ?::bigint[], ?::bigint[], ?::bigint[], ?::bigint[],
        ?::bigint[])
      on conflict (customer_id) do update set
        sessions = reach.sessions + excluded.sessions,
        viewed = reach.viewed + excluded.viewed,
        added = reach.added + excluded.added,
        checkout = reach.checkout + excluded.checkout,
        ordered = reach.ordered + excluded.ordered,
        with_order = reach.with_order + excluded.with_order
      """;

  /** By customer: sessions, those that reached each step, those with an order. */
  private final Map<Long, long[]> deltas = new TreeMap<>();

  /**
   * @param reach null where there is no visit
   */
  void add(long customer, Reach reach) {
    count(customer, reach, 1);
  }

  void remove(long customer, Reach reach) {
    count(customer, reach, -1);
  }

  private void count(long customer, Reach reach, int sign) {
    if (reach == null) {
      return;
    }
    long[] delta = deltas.computeIfAbsent(customer, c -> new long[WITH_ORDER + 1]);
    for (int step = 0; step <= reach.depth(); step++) {
      delta[step] += sign;
    }
    if (reach.orders() > 0) {
      delta[WITH_ORDER] += sign;
    }
  }

  void write(Connection connection) throws SQLException {
    if (deltas.isEmpty()) {
      return;
    }
    try (PreparedStatement statement = connection.prepareStatement(ADD)) {
      statement.setArray(1, connection.createArrayOf("bigint", deltas.keySet().toArray()));
      for (int column = 0; column <= WITH_ORDER; column++) {
        List<Object> values = new ArrayList<>(deltas.size());
        for (long[] delta : deltas.values()) {
          values.add(delta[column]);
        }
        statement.setArray(column + 2, connection.createArrayOf("bigint", values.toArray()));
      }
      statement.executeUpdate();
    }
  }
}
