package dev.parallax.recommendation.customer;

import dev.parallax.contracts.Phrase;
import dev.parallax.kit.store.Sql;
import io.agroal.api.AgroalDataSource;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.util.List;

/**
 * Looks a customer up, by primary keys, for each question anew: a withdrawn consent must not be
 * remembered by a cache.
 */
@ApplicationScoped
public class CustomerStates {
  private static final String FIND =
      """
      with me as (
        select coalesce(g.into_cid, n.cid) as cid, n.place, g.into_cid is not null as merged
        from unnest(?::text[]) with ordinality as n (cid, place)
        left join merged g on g.from_cid = n.cid)
      select me.cid, p.personalization, m.segment_id, m.name_en, m.name_zh
      from me left join profile p using (cid) left join membership m using (cid)
      order by merged or p.cid is not null or m.cid is not null
        or exists (select from customer c where c.cid = me.cid) desc, place
      limit 1
      """;

  private final AgroalDataSource store;

  CustomerStates(AgroalDataSource store) {
    this.store = store;
  }

  /**
   * Also of somebody nothing is known of.
   *
   * @param candidates the pseudonyms of one person by different secrets; the first that is known
   *     counts, else the first
   */
  public CustomerState find(List<String> candidates) {
    return Sql.call(
        store,
        connection -> {
          try (PreparedStatement statement = connection.prepareStatement(FIND)) {
            statement.setArray(1, connection.createArrayOf("text", candidates.toArray()));
            try (ResultSet row = statement.executeQuery()) {
              row.next();
              String segment = row.getString(3);
              return new CustomerState(
                  row.getString(1),
                  row.getObject(2, Boolean.class),
                  segment == null
                      ? null
                      : new CustomerState.Segment(
                          segment, new Phrase(row.getString(4), row.getString(5))));
            }
          }
        });
  }
}
