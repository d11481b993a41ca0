package dev.parallax.ingestion.quarantine;

import dev.parallax.kit.store.Sql;
import io.agroal.api.AgroalDataSource;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** What a person sent that was not taken in, as it came: they may ask for it. */
@ApplicationScoped
public class RejectedOfPeople {
  /** The newest; whoever had more of them refused was no person. */
  private static final int MOST = 1_000;

  private final AgroalDataSource store;
  private final RejectedQuery query;

  RejectedOfPeople(AgroalDataSource store, RejectedQuery query) {
    this.store = store;
    this.query = query;
  }

  public List<Rejected> find(List<String> cids) {
    return ids(cids).stream().map(query::find).flatMap(Optional::stream).toList();
  }

  private List<UUID> ids(List<String> cids) {
    return Sql.call(
        store,
        connection -> {
          try (PreparedStatement statement =
              connection.prepareStatement(
                  "select id from rejected where cid = any(?) order by id desc limit ?")) {
            statement.setArray(1, connection.createArrayOf("text", cids.toArray()));
            statement.setInt(2, MOST);
            List<UUID> ids = new ArrayList<>();
            try (ResultSet row = statement.executeQuery()) {
              while (row.next()) {
                ids.add(row.getObject(1, UUID.class));
              }
            }
            return ids;
          }
        });
  }
}
