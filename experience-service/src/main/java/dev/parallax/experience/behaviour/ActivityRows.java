package dev.parallax.experience.behaviour;

import dev.parallax.experience.behaviour.Deeds.Activity;
import dev.parallax.experience.customer.CustomerFacts;
import dev.parallax.experience.interest.InterestStore;
import dev.parallax.experience.order.OrderChange;
import dev.parallax.experience.order.OrderRows;
import dev.parallax.experience.visit.VisitStore;
import dev.parallax.kit.store.Columns;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Keeps how much each customer did, and with it their orders and visits. */
@ApplicationScoped
class ActivityRows implements CustomerFacts {
  private final VisitStore visits;
  private final InterestStore interests;

  ActivityRows(VisitStore visits, InterestStore interests) {
    this.visits = visits;
    this.interests = interests;
  }

  private static final String ADD =
      """
      insert into activity (customer_id, events, orders, refunds)
      select * from unnest(?::bigint[], ?::bigint[], ?::bigint[], ?::bigint[])
      on conflict (customer_id) do update set
        events = activity.events + excluded.events,
        orders = activity.orders + excluded.orders,
        refunds = activity.refunds + excluded.refunds
      """;

  private static final String MOVE =
      """
      with moved as (
        delete from activity a using unnest(?::bigint[], ?::bigint[]) as m (from_id, into_id)
        where a.customer_id = m.from_id
        returning m.into_id, a.events
      )
      insert into activity (customer_id, events, orders, refunds)
      select into_id, sum(events), 0, 0 from moved group by into_id
      on conflict (customer_id) do update set events = activity.events + excluded.events
      """;

  private static final String RECOUNT =
      """
      update activity a set
        orders = (select count(*) from customer_order o where o.customer_id = a.customer_id and not o.refund),
        refunds = (select count(*) from customer_order o where o.customer_id = a.customer_id and o.refund)
      where a.customer_id = any (?)
      """;

  static void add(Connection connection, Map<Long, Activity> activities) throws SQLException {
    if (activities.isEmpty()) {
      return;
    }
    try (PreparedStatement statement = connection.prepareStatement(ADD)) {
      Columns.of(statement, activities.entrySet())
          .add("bigint", Map.Entry::getKey)
          .add("bigint", e -> e.getValue().events())
          .add("bigint", e -> e.getValue().orders())
          .add("bigint", e -> e.getValue().refunds());
      statement.executeUpdate();
    }
  }

  @Override
  public void move(Connection connection, Long[] from, Long[] into) throws SQLException {
    Map<Long, Long> moves = new LinkedHashMap<>();
    for (int i = 0; i < from.length; i++) {
      moves.put(from[i], into[i]);
    }
    List<OrderChange> orders = OrderRows.move(connection, moves);
    Deeds once = new Deeds();
    once.count(orders);
    interests.add(connection, once.interests());
    visits.move(connection, moves, orders);
    try (PreparedStatement statement = connection.prepareStatement(MOVE)) {
      statement.setArray(1, connection.createArrayOf("bigint", from));
      statement.setArray(2, connection.createArrayOf("bigint", into));
      statement.executeUpdate();
    }
    run(connection, RECOUNT, into);
  }

  @Override
  public void erase(Connection connection, Long[] customers) throws SQLException {
    visits.erase(connection, customers);
    run(connection, "delete from customer_order where customer_id = any (?)", customers);
    run(connection, "delete from activity where customer_id = any (?)", customers);
  }

  private static void run(Connection connection, String sql, Long[] customers) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      statement.setArray(1, connection.createArrayOf("bigint", customers));
      statement.executeUpdate();
    }
  }
}
