package dev.parallax.experience.customer;

import io.quarkus.arc.All;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/**
 * One answer per customer from the answers of all their pseudonyms: the one that stands, as {@link
 * dev.parallax.contracts.profile.Answer#and} has it.
 */
@ApplicationScoped
class Consent {
  private static final String SETTLE =
      """
      with touched as (
        select distinct coalesce(alias_of, id) as id from customer where cid = any (?)
      ), answers as (
        select t.id, (array_agg(a.analytics order by a.analytics_at desc, a.analytics)
          filter (where a.analytics is not null))[1] as answer
        from touched t join customer a on a.id = t.id or a.alias_of = t.id
        group by t.id
      )
      update customer c set effective = answers.answer
      from answers
      where c.id = answers.id and c.effective is distinct from answers.answer
      returning c.id
      """;

  private final List<CustomerFacts> facts;

  Consent(@All List<CustomerFacts> facts) {
    this.facts = facts;
  }

  /** The caller holds {@link CustomerLock#exclusive}. */
  void settle(Connection connection, Collection<String> cids) throws SQLException {
    List<Long> changed = new ArrayList<>();
    try (PreparedStatement statement = connection.prepareStatement(SETTLE)) {
      statement.setArray(1, connection.createArrayOf("text", cids.toArray()));
      try (ResultSet row = statement.executeQuery()) {
        while (row.next()) {
          changed.add(row.getLong(1));
        }
      }
    }
    if (!changed.isEmpty()) {
      for (CustomerFacts feature : facts) {
        feature.answered(connection, changed.toArray(Long[]::new));
      }
    }
  }
}
