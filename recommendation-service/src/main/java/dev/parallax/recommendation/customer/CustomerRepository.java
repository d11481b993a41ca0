package dev.parallax.recommendation.customer;

import dev.parallax.contracts.profile.CustomerProfileChanged;
import dev.parallax.contracts.segment.SegmentMembershipChanged;
import dev.parallax.kit.consume.Received;
import dev.parallax.kit.store.Sql;
import dev.parallax.recommendation.customer.Identities.Identity;
import io.agroal.api.AgroalDataSource;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.PreparedStatement;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/** The tables {@code profile} and {@code membership}: the present state. */
@ApplicationScoped
class CustomerRepository {
  private static final String MEMBERSHIP =
      """
      insert into membership (cid, segment_id, name_en, name_zh) values (?, ?, ?, ?)
      on conflict (cid) do update set
        segment_id = excluded.segment_id, name_en = excluded.name_en, name_zh = excluded.name_zh
      """;

  private final AgroalDataSource store;
  private final Identities identities;

  CustomerRepository(AgroalDataSource store, Identities identities) {
    this.store = store;
    this.identities = identities;
  }

  /** Consent; a tombstone takes the answers away. */
  void profiles(List<Received<CustomerProfileChanged>> received) {
    // Sorted, so that two replicas never wait for each other crosswise; the last of a key stays.
    Map<String, Received<CustomerProfileChanged>> last = new TreeMap<>();
    received.forEach(r -> last.put(r.key(), r));
    List<String> erased =
        received.stream().filter(Received::isTombstone).map(Received::key).distinct().toList();
    if (!erased.isEmpty()) {
      identities.forgetAnswers(erased);
    }
    List<CustomerProfileChanged> present =
        last.values().stream().map(Received::event).filter(Objects::nonNull).toList();
    if (present.isEmpty()) {
      return;
    }
    Map<String, Identity> known =
        identities.resolve(present.stream().map(CustomerProfileChanged::cid).toList());
    Sql.run(store, connection -> Answers.write(connection, present, cid -> known.get(cid).cid()));
  }

  void memberships(List<Received<SegmentMembershipChanged>> received) {
    Map<String, Received<SegmentMembershipChanged>> last = new TreeMap<>();
    received.forEach(r -> last.put(r.key(), r));
    Sql.run(
        store,
        connection -> {
          try (PreparedStatement upsert = connection.prepareStatement(MEMBERSHIP);
              PreparedStatement delete =
                  connection.prepareStatement("delete from membership where cid = ?")) {
            for (Map.Entry<String, Received<SegmentMembershipChanged>> one : last.entrySet()) {
              SegmentMembershipChanged membership = one.getValue().event();
              if (membership == null) {
                delete.setString(1, one.getKey());
                delete.addBatch();
              } else {
                upsert.setString(1, membership.cid());
                upsert.setString(2, membership.segmentId());
                upsert.setString(3, membership.segmentName().en());
                upsert.setString(4, membership.segmentName().zh());
                upsert.addBatch();
              }
            }
            delete.executeBatch();
            upsert.executeBatch();
          }
        });
  }
}
