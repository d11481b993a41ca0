package dev.parallax.experience.customer;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Collection;

/**
 * One answer per customer from the answers of all their pseudonyms: the customer's own, else a
 * refusal by any of the merged ones, else an agreement.
 */
final class Consent {
  private static final String SETTLE =
      """
      with touched as (
        select distinct coalesce(alias_of, id) as id from customer where cid = any (?)
      ), answers as (
        select r.id, coalesce(r.analytics, bool_and(a.analytics)) as answer
        from touched join customer r using (id) left join customer a on a.alias_of = r.id
        group by r.id, r.analytics
      )
      update customer c set effective = answers.answer
      from answers
      where c.id = answers.id and c.effective is distinct from answers.answer
      """;

  private Consent() {}

  static void settle(Connection connection, Collection<String> cids) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(SETTLE)) {
      statement.setArray(1, connection.createArrayOf("text", cids.toArray()));
      statement.executeUpdate();
    }
  }
}
