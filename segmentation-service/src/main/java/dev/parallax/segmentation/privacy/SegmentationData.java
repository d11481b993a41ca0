package dev.parallax.segmentation.privacy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.parallax.contracts.Topics;
import dev.parallax.kit.outbox.Outbox;
import dev.parallax.kit.privacy.PersonalStore;
import dev.parallax.kit.privacy.PersonalTables;
import dev.parallax.kit.store.Sql;
import dev.parallax.segmentation.membership.MembershipRepository;
import io.agroal.api.AgroalDataSource;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;

/** Facts, totals, traits and the segment of a customer. Learned models hold none of it. */
@ApplicationScoped
class SegmentationData implements PersonalStore {
  private static final PersonalTables TABLES =
      new PersonalTables()
          .with("memberships", "membership where cid = any(?)")
          .with("purchases", "purchase where cid = any(?)")
          .with("ratings", "rating where cid = any(?)")
          .with("totals", "totals where cid = any(?)")
          .withEither("links", "redirect", "from_cid", "into_cid")
          .with("waiting", "stale where cid = any(?)")
          .withAnswers("profiles", "customer", "analytics_at");

  private final AgroalDataSource store;
  private final MembershipRepository memberships;
  private final Outbox outbox;

  SegmentationData(AgroalDataSource store, MembershipRepository memberships, Outbox outbox) {
    this.store = store;
    this.memberships = memberships;
    this.outbox = outbox;
  }

  /** Alone with the memberships, so that nobody is placed by what is being erased. */
  @Override
  public Map<String, Long> erase(List<String> cids) {
    memberships.lock();
    outbox.removeAll(Topics.SEGMENT_MEMBERSHIPS, memberships.segmentsOf(cids).keySet());
    return Sql.call(store, connection -> TABLES.erase(connection, cids));
  }

  @Override
  public ObjectNode gather(List<String> cids) {
    return Sql.call(store, connection -> TABLES.gather(connection, cids));
  }
}
