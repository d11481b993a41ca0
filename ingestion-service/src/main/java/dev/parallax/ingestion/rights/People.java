package dev.parallax.ingestion.rights;

import dev.parallax.ingestion.identity.IdentityLinks;
import dev.parallax.kit.pseudonym.Pseudonyms;
import dev.parallax.kit.store.Sql;
import io.agroal.api.AgroalDataSource;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

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
    List<String> asked = candidates(query);
    Map<String, String> roots = links.roots(asked);
    String cid = roots.getOrDefault(asked.getFirst(), asked.getFirst());
    Set<String> all = new LinkedHashSet<>(List.of(cid));
    asked.forEach(one -> all.add(roots.getOrDefault(one, one)));
    List<String> cids = new ArrayList<>(all);
    Sql.run(
        store,
        connection -> {
          try (PreparedStatement statement =
              connection.prepareStatement(
                  "select from_cid from identity_link where into_cid = any(?) order by from_cid")) {
            statement.setArray(1, connection.createArrayOf("text", all.toArray()));
            try (ResultSet row = statement.executeQuery()) {
              while (row.next()) {
                cids.add(row.getString(1));
              }
            }
          }
        });
    return new Person(cid, cids);
  }

  /** While secrets are rotated, what is known of a person may be under older pseudonyms. */
  private List<String> candidates(PersonQuery query) {
    if (query.userId() != null) {
      return pseudonyms.customerCandidates(query.userId());
    }
    return query.anonymousId() != null
        ? pseudonyms.anonymousCandidates(query.anonymousId())
        : List.of(query.cid());
  }
}
