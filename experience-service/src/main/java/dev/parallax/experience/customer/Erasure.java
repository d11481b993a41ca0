package dev.parallax.experience.customer;

import io.quarkus.arc.All;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/**
 * Forgets customers. Asked for one of several merged pseudonyms, it forgets the whole customer: the
 * facts cannot be taken apart again. The pseudonym and the time stay, so that what was received
 * before and is still on its way here is not taken in again.
 */
@ApplicationScoped
class Erasure {
  private static final String WHO =
      "select distinct coalesce(alias_of, id) from customer where cid = any (?)";

  private static final String MARK =
      """
      update customer set erased_at = ?, analytics = null, analytics_at = null, effective = null, segment_id = null
      where id = any (?) or alias_of = any (?)
      """;

  private final List<CustomerFacts> facts;
  private final Clock clock;

  Erasure(@All List<CustomerFacts> facts, Clock clock) {
    this.facts = facts;
    this.clock = clock;
  }

  void erase(Connection connection, Collection<String> cids) throws SQLException {
    Long[] customers = customers(connection, cids);
    for (CustomerFacts feature : facts) {
      feature.erase(connection, customers);
    }
    try (PreparedStatement statement = connection.prepareStatement(MARK)) {
      statement.setTimestamp(1, Timestamp.from(clock.instant()));
      statement.setArray(2, connection.createArrayOf("bigint", customers));
      statement.setArray(3, connection.createArrayOf("bigint", customers));
      statement.executeUpdate();
    }
  }

  private static Long[] customers(Connection connection, Collection<String> cids)
      throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(WHO)) {
      statement.setArray(1, connection.createArrayOf("text", cids.toArray()));
      List<Long> customers = new ArrayList<>();
      try (ResultSet rows = statement.executeQuery()) {
        while (rows.next()) {
          customers.add(rows.getLong(1));
        }
      }
      return customers.toArray(Long[]::new);
    }
  }
}
