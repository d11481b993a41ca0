package dev.parallax.recommendation.privacy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.parallax.kit.privacy.PersonalStore;
import dev.parallax.kit.privacy.PersonalTables;
import dev.parallax.kit.store.Sql;
import io.agroal.api.AgroalDataSource;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;

/**
 * What a customer bought, looked at and was shown. Learned models know customers by a number that
 * goes too.
 */
@ApplicationScoped
class RecommendationData implements PersonalStore {
  private static final PersonalTables TABLES =
      new PersonalTables()
          .with("purchases", "purchase where cid = any(?)")
          .with("refunds", "refund where cid = any(?)")
          .with("signals", "signal where cid = any(?)")
          .with("dismissals", "dismissed where cid = any(?)")
          .with(
              "listsSeen",
              "seen where list_id in (select list_id from exposure where cid = any(?))")
          .with("outcomes", "outcome where cid = any(?)")
          .with("exposures", "exposure where cid = any(?)")
          .with("customers", "customer where cid = any(?)")
          .with("memberships", "membership where cid = any(?)")
          .withEither("links", "merged", "from_cid", "into_cid")
          .withAnswers("answers", "profile", "greatest(analytics_at, personalization_at)");

  private final AgroalDataSource store;

  RecommendationData(AgroalDataSource store) {
    this.store = store;
  }

  @Override
  public Map<String, Long> erase(List<String> cids) {
    return Sql.call(store, connection -> TABLES.erase(connection, cids));
  }

  @Override
  public ObjectNode gather(List<String> cids) {
    return Sql.call(store, connection -> TABLES.gather(connection, cids));
  }
}
