package dev.parallax.segmentation.customer;

import dev.parallax.kit.store.Sql;
import dev.parallax.segmentation.customer.Identities.Identity;
import io.agroal.api.AgroalDataSource;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.PreparedStatement;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** For who asks: the pseudonym under which a customer is kept now. */
@ApplicationScoped
public class CurrentCid {
  private final Identities identities;

  private final AgroalDataSource store;

  CurrentCid(Identities identities, AgroalDataSource store) {
    this.identities = identities;
    this.store = store;
  }

  /**
   * The same for a customer who may be kept under a pseudonym of an older secret.
   *
   * @param candidates the pseudonyms of one person, the one that is asked for first
   * @return that of the first one which somebody is known by; of the first where nobody is
   */
  public String ofAny(List<String> candidates) {
    if (candidates.size() == 1) {
      return of(candidates.getFirst());
    }
    Map<String, Identity> found = identities.resolve(candidates);
    List<String> cids = candidates.stream().map(cid -> found.get(cid).cid()).toList();
    Set<String> known = known(cids);
    return cids.stream().filter(known::contains).findFirst().orElse(cids.getFirst());
  }

  private Set<String> known(List<String> cids) {
    return Sql.call(
        store,
        connection -> {
          try (PreparedStatement statement =
              connection.prepareStatement("select cid from customer where cid = any(?)")) {
            statement.setArray(1, connection.createArrayOf("text", cids.toArray()));
            return new HashSet<>(StaleCustomers.strings(statement.executeQuery()));
          }
        });
  }

  /** The pseudonym itself, or the one that an alias or a merge made of it. */
  public String of(String cid) {
    return identities.resolve(List.of(cid)).get(cid).cid();
  }
}
