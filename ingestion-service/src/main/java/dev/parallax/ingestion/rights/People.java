package dev.parallax.ingestion.rights;

import dev.parallax.ingestion.identity.IdentityLinks;
import dev.parallax.kit.pseudonym.Pseudonyms;
import dev.parallax.kit.store.Sql;
import io.agroal.api.AgroalDataSource;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.util.ArrayList;
import java.util.List;

/** Finds a person by any of their ids. Somebody who was never heard of is a person too. */
@ApplicationScoped
class People {
  private final AgroalDataSource store;
  private final Pseudonyms pseudonyms;
  private final IdentityLinks links;

  People(AgroalDataSource store, Pseudonyms pseudonyms, IdentityLinks links) {
    this.store = store;
    this.pseudonyms = pseudonyms;
    this.links = links;
  }

  Person find(PersonQuery query) {
    String asked = pseudonym(query);
    String cid = links.roots(List.of(asked)).getOrDefault(asked, asked);
    List<String> cids = new ArrayList<>(List.of(cid));
    Sql.run(
        store,
        connection -> {
          try (PreparedStatement statement =
              connection.prepareStatement(
                  "select from_cid from identity_link where into_cid = ? order by from_cid")) {
            statement.setString(1, cid);
            try (ResultSet row = statement.executeQuery()) {
              while (row.next()) {
                cids.add(row.getString(1));
              }
            }
          }
        });
    return new Person(cid, cids);
  }

  private String pseudonym(PersonQuery query) {
    if (query.userId() != null) {
      return pseudonyms.customer(query.userId());
    }
    return query.anonymousId() != null ? pseudonyms.anonymous(query.anonymousId()) : query.cid();
  }
}
