package dev.parallax.recommendation.behaviour;

import dev.parallax.kit.store.Sql;
import io.agroal.api.AgroalDataSource;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.PreparedStatement;
import java.sql.ResultSet;

/** Counts exactly, in one statement and so at one moment. */
@ApplicationScoped
public class CountReader {
  private static final String COUNTS =
      """
      select (select count(*) from customer),
        p.lines + (select count(*) from signal), p.orders, p.baskets,
        (select count(*) from refund), i.items, i.available
      from
        (select coalesce(sum(cardinality(items)), 0) as lines, count(*) as orders,
           count(*) filter (where cardinality(items) > 0) as baskets from purchase) p,
        (select count(*) as items, count(*) filter (where product and available) as available
         from item where not removed) i
      """;

  private final AgroalDataSource store;

  CountReader(AgroalDataSource store) {
    this.store = store;
  }

  public Counts read() {
    return Sql.call(
        store,
        connection -> {
          try (PreparedStatement statement = connection.prepareStatement(COUNTS);
              ResultSet row = statement.executeQuery()) {
            row.next();
            return new Counts(
                row.getLong(1),
                row.getLong(2),
                row.getLong(3),
                row.getLong(4),
                row.getLong(5),
                row.getLong(6),
                row.getLong(7));
          }
        });
  }
}
