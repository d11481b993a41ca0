package dev.parallax.segmentation.membership;

import dev.parallax.contracts.Topics;
import dev.parallax.kit.outbox.Outbox;
import dev.parallax.segmentation.customer.DerivedData;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;

/**
 * Takes customers who withdraw their consent out of their segment, in the transaction that takes in
 * the withdrawal. Leaving it to the next placement was rejected: placing everyone after a promotion
 * can keep that waiting.
 */
@ApplicationScoped
class Withdrawals implements DerivedData {
  private final MembershipRepository memberships;
  private final Outbox outbox;

  Withdrawals(MembershipRepository memberships, Outbox outbox) {
    this.memberships = memberships;
    this.outbox = outbox;
  }

  @Override
  public void lock() {
    memberships.lock();
  }

  @Override
  public void remove(Collection<String> cids) {
    Collection<String> members = memberships.segmentsOf(cids).keySet();
    memberships.remove(members);
    outbox.removeAll(Topics.SEGMENT_MEMBERSHIPS, members);
  }
}
