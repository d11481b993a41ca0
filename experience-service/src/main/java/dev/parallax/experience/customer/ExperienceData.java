package dev.parallax.experience.customer;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.parallax.kit.privacy.PersonalStore;
import dev.parallax.kit.privacy.PersonalTables;
import dev.parallax.kit.store.Sql;
import io.agroal.api.AgroalDataSource;
import io.quarkus.arc.All;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Visits, interests, words and answers of a customer. Asked for one of several merged pseudonyms,
 * it forgets the whole customer: the facts cannot be taken apart again. The pseudonyms stay, each
 * for itself and with nothing known.
 */
@ApplicationScoped
class ExperienceData implements PersonalStore {
  private static final String WHO =
      "select distinct coalesce(alias_of, id) from customer where cid = any (?)";
  private static final String THEIRS = " where customer_id in (" + WHO + ")";

  private static final PersonalTables TABLES =
      new PersonalTables()
          .with("customers", "customer where coalesce(alias_of, id) in (" + WHO + ")")
          .with("visits", "visit" + THEIRS)
          .with("funnels", "reach" + THEIRS)
          .with("orders", "customer_order" + THEIRS)
          .with("activity", "activity" + THEIRS)
          .with("answers", "voice" + THEIRS)
          .with("needs", "need_part" + THEIRS)
          .with(
              "pages",
              "page_visit" + THEIRS,
              "select p.path, v.* from page_visit v join page p on p.id = v.page_id" + THEIRS)
          .with(
              "frictions",
              "friction" + THEIRS,
              "select p.path, c.kind, c.code, c.detail, c.part, f.* from friction f"
                  + " join page p on p.id = f.page_id join friction_cause c on c.id = f.cause_id"
                  + THEIRS)
          .with(
              "interests",
              "interest" + THEIRS,
              "select s.kind, s.key, s.hint, i.* from interest i join subject s on s.id = i.subject_id"
                  + THEIRS);

  /** An answer that was given after the erasure is a stranger's and may be here before it. */
  private static final String ALONE =
      """
      update customer c set alias_of = null, segment_id = null, effective = null,
        analytics = case when r.analytics_at > e.erased_at then r.analytics end,
        analytics_at = case when r.analytics_at > e.erased_at then r.analytics_at end
      from customer r left join erased_customer e on e.cid = r.cid
      where c.id = r.id and (r.id = any (?) or r.alias_of = any (?))
      """;

  private final AgroalDataSource store;
  private final List<CustomerFacts> facts;
  private final Consent consent;

  ExperienceData(AgroalDataSource store, @All List<CustomerFacts> facts, Consent consent) {
    this.store = store;
    this.facts = facts;
    this.consent = consent;
  }

  @Override
  public Map<String, Long> erase(List<String> cids) {
    return Sql.call(
        store,
        connection -> {
          CustomerLock.exclusive(connection);
          Map<String, Long> counts = TABLES.count(connection, cids);
          Long[] customers = customers(connection, cids);
          for (CustomerFacts feature : facts) {
            feature.erase(connection, customers);
          }
          leaveAlone(connection, customers);
          consent.settle(connection, cids);
          return counts;
        });
  }

  @Override
  public ObjectNode gather(List<String> cids) {
    return Sql.call(store, connection -> TABLES.gather(connection, cids));
  }

  private static void leaveAlone(Connection connection, Long[] customers) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(ALONE)) {
      statement.setArray(1, connection.createArrayOf("bigint", customers));
      statement.setArray(2, connection.createArrayOf("bigint", customers));
      statement.executeUpdate();
    }
  }

  private static Long[] customers(Connection connection, List<String> cids) throws SQLException {
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
