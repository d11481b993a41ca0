package dev.parallax.segmentation.membership;

import dev.parallax.contracts.Topics;
import dev.parallax.contracts.segment.SegmentMembershipChanged;
import dev.parallax.kit.outbox.Outbox;
import dev.parallax.segmentation.customer.FeatureQuery;
import dev.parallax.segmentation.customer.StaleCustomers;
import dev.parallax.segmentation.customer.Totals;
import dev.parallax.segmentation.feature.FeatureVector;
import dev.parallax.segmentation.model.Segmentation;
import dev.parallax.segmentation.model.Segmentations;
import dev.parallax.segmentation.segment.Reasons;
import dev.parallax.segmentation.segment.Segment;
import dev.parallax.segmentation.segment.SegmentModel;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.ToIntFunction;

/**
 * Puts customers whose facts have changed into their segment. The only writer of memberships: what
 * changed is written and announced in one transaction, what did not is left alone.
 */
@ApplicationScoped
public class Placer {
  private static final int TRANSACTION_SECONDS = 120;

  private final Segmentations segmentations;
  private final StaleCustomers stale;
  private final Totals totals;
  private final FeatureQuery features;
  private final MembershipRepository memberships;
  private final Passes passes;
  private final Outbox outbox;
  private final MembershipConfig config;
  private final Clock clock;

  Placer(
      Segmentations segmentations,
      StaleCustomers stale,
      Totals totals,
      FeatureQuery features,
      MembershipRepository memberships,
      Passes passes,
      Outbox outbox,
      MembershipConfig config,
      Clock clock) {
    this.segmentations = segmentations;
    this.stale = stale;
    this.totals = totals;
    this.features = features;
    this.memberships = memberships;
    this.passes = passes;
    this.outbox = outbox;
    this.config = config;
    this.clock = clock;
  }

  /** Told after each batch how many have been placed so far. */
  @FunctionalInterface
  public interface Progress {
    void placed(long customers);
  }

  /**
   * Brings the totals of everyone who has changed up to date, and places them. Not before there is
   * where: nobody reads totals until then, and those of a history that is still coming in would be
   * made every second anew.
   */
  public void catchUp() {
    if (segmentations.current().isPresent()) {
      catchUp(config.catalogEvery());
    }
  }

  /** The same before learning, when a change of the catalog cannot wait. */
  public void catchUpWithCatalog() {
    catchUp(Duration.ZERO);
  }

  private void catchUp(Duration catalogRest) {
    int taken;
    do {
      taken =
          inTurn(
              serving -> {
                passes.markStaleIfCatalogChanged(catalogRest);
                List<String> cids = stale.take(config.batch());
                if (!cids.isEmpty()) {
                  totals.refresh(cids);
                  serving.ifPresent(s -> place(s, cids));
                }
                return cids.size();
              });
    } while (taken > 0);
  }

  /** Places everyone when that is due, else those who are left of the last time. */
  public void placeAll(Progress progress) {
    long placed = 0;
    int taken;
    do {
      taken = inTurn(serving -> serving.map(this::placeNext).orElse(0));
      placed += taken;
      progress.placed(placed);
    } while (taken > 0);
  }

  private int placeNext(Segmentation segmentation) {
    passes.beginIfDue(segmentation.id());
    List<String> cids = passes.next(config.batch());
    if (!cids.isEmpty()) {
      place(segmentation, cids);
    }
    return cids.size();
  }

  /**
   * One batch at a time over all threads and replicas: the last word must be the latest. Which
   * segmentation serves is looked up anew in every turn. Were it kept from before, whoever changes
   * after a promotion would not be placed by it, and two who go through everyone by different
   * models would each begin anew because of the other, without end.
   */
  private int inTurn(ToIntFunction<Optional<Segmentation>> batch) {
    return QuarkusTransaction.requiringNew()
        .timeout(TRANSACTION_SECONDS)
        .call(
            () -> {
              memberships.lock();
              return batch.applyAsInt(segmentations.current());
            });
  }

  private void place(Segmentation segmentation, Collection<String> cids) {
    Instant reference = features.reference().orElseGet(clock::instant);
    Map<String, Optional<FeatureVector>> known =
        features.of(cids, segmentation.model().currency(), reference);
    Map<String, String> before = memberships.segmentsOf(cids);
    List<Membership> changed = new ArrayList<>();
    List<String> gone = new ArrayList<>();
    for (String cid : cids) {
      Optional<FeatureVector> vector = known.get(cid);
      if (vector != null) {
        Membership now = membership(segmentation, cid, vector);
        if (!now.segmentId().equals(before.get(cid))) {
          changed.add(now);
        }
      } else if (before.containsKey(cid)) {
        gone.add(cid);
      }
    }
    memberships.write(changed);
    memberships.remove(gone);
    outbox.addAll(Topics.SEGMENT_MEMBERSHIPS, changed.stream().map(Placer::event).toList());
    outbox.removeAll(Topics.SEGMENT_MEMBERSHIPS, gone);
  }

  private Membership membership(
      Segmentation segmentation, String cid, Optional<FeatureVector> vector) {
    SegmentModel.Placement placement =
        vector
            .map(segmentation.model()::place)
            .orElseGet(
                () ->
                    new SegmentModel.Placement(
                        Segment.noPurchases(0), List.of(Reasons.noPurchases())));
    return new Membership(
        cid,
        segmentation.segmentId(placement.segment()),
        placement.segment().name(),
        segmentation.id(),
        placement.reasons(),
        clock.instant());
  }

  private static SegmentMembershipChanged event(Membership membership) {
    return new SegmentMembershipChanged(
        UUID.randomUUID().toString(),
        membership.cid(),
        membership.segmentId(),
        membership.segmentName(),
        membership.modelId(),
        membership.reasons(),
        membership.since());
  }
}
