package dev.parallax.recommendation.customer;

import dev.parallax.contracts.Phrase;
import dev.parallax.kit.store.Sql;
import io.agroal.api.AgroalDataSource;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.PreparedStatement;
import java.sql.ResultSet;

/**
 * Looks a customer up, by primary keys, for each question anew: a withdrawn consent must not be
 * remembered by a cache.
 */
@ApplicationScoped
public class CustomerStates {
  private static final String FIND =
      """
      with me as (
        select coalesce((select into_cid from merged where from_cid = ?), ?) as cid)
      select me.cid, p.personalization, m.segment_id, m.name_en, m.name_zh
      from me left join profile p using (cid) left join membership m using (cid)
      """;

  private final AgroalDataSource store;

  CustomerStates(AgroalDataSource store) {
    this.store = store;
  }

  /** Also of somebody nothing is known of. */
  public CustomerState find(String cid) {
    return Sql.call(
        store,
        connection -> {
          try (PreparedStatement statement = connection.prepareStatement(FIND)) {
            statement.setString(1, cid);
            statement.setString(2, cid);
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
