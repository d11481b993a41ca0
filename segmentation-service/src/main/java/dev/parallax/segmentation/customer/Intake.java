package dev.parallax.segmentation.customer;

import dev.parallax.contracts.ParallaxEvent;
import dev.parallax.contracts.Topics;
import dev.parallax.contracts.behaviour.CustomerEvent;
import dev.parallax.contracts.catalog.CatalogItemChanged;
import dev.parallax.contracts.feedback.FeedbackGiven;
import dev.parallax.contracts.identity.IdentitiesMerged;
import dev.parallax.contracts.identity.IdentitiesSplit;
import dev.parallax.contracts.profile.CustomerProfileChanged;
import dev.parallax.contracts.transaction.TransactionRecorded;
import dev.parallax.kit.consume.Received;
import dev.parallax.segmentation.customer.Identities.Identity;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;

/** Applies batches of new events within the transaction of the caller. */
@ApplicationScoped
class Intake {
  private final Identities identities;
  private final FactStore facts;
  private final ProfileStore profiles;
  private final MergeStore merges;
  private final SplitStore splits;
  private final CatalogStore catalog;

  Intake(
      Identities identities,
      FactStore facts,
      ProfileStore profiles,
      MergeStore merges,
      SplitStore splits,
      CatalogStore catalog) {
    this.identities = identities;
    this.facts = facts;
    this.profiles = profiles;
    this.merges = merges;
    this.splits = splits;
    this.catalog = catalog;
  }

  /** Adds one event to the changes, under the pseudonym it belongs to. */
  private interface Adder<T> {
    void add(Changes changes, T event, String cid);
  }

  void customerEvents(List<CustomerEvent> events) {
    take(Topics.CUSTOMER_EVENTS, events, CustomerEvent::cid, Changes::add);
  }

  void transactions(List<TransactionRecorded> events) {
    take(Topics.TRANSACTIONS, events, TransactionRecorded::cid, Changes::add);
  }

  void feedback(List<FeedbackGiven> events) {
    take(Topics.FEEDBACK, events, FeedbackGiven::cid, Changes::add);
  }

  private <T extends ParallaxEvent> void take(
      String topic, List<T> events, Function<T, String> cidOf, Adder<T> adder) {
    identities.shareLock();
    Map<String, Identity> known =
        identities.resolve(events.stream().map(cidOf).filter(Objects::nonNull).toList());
    Changes changes = new Changes();
    for (T event : events) {
      Identity identity = cidOf.apply(event) == null ? null : known.get(cidOf.apply(event));
      if (identity != null) {
        adder.add(changes, event, identity.cid());
      }
    }
    facts.write(changes);
    facts.count(
        topic,
        events.size(),
        events.stream()
            .map(ParallaxEvent::occurredAt)
            .max(Comparator.naturalOrder())
            .orElseThrow());
  }

  /**
   * Tombstones take effect in their place: what stands before them is gone, what follows stays.
   * They take a profile away, and only that: an erasure is a request of its own.
   */
  void profiles(List<Received<CustomerProfileChanged>> received) {
    identities.shareLock();
    Map<String, Identity> known = identities.resolve(received.stream().map(Received::key).toList());
    List<ProfileStore.Profile> open = new ArrayList<>();
    Set<String> gone = new HashSet<>();
    for (Received<CustomerProfileChanged> one : received) {
      if (one.isTombstone()) {
        open.removeIf(profile -> profile.event().cid().equals(one.key()));
        gone.add(one.key());
      } else {
        Identity identity = known.get(one.event().cid());
        open.add(
            new ProfileStore.Profile(
                identity == null ? one.event().cid() : identity.cid(), one.event()));
      }
    }
    profiles.forget(gone);
    profiles.write(open);
  }

  void merges(List<IdentitiesMerged> events) {
    identities.lock();
    merges.merge(events);
  }

  /**
   * The profile comes with the split: on its own topic it may have come before, and counted for the
   * customer that was left.
   */
  void splits(List<IdentitiesSplit> events) {
    identities.lock();
    splits.split(events);
    Map<String, Identity> known =
        identities.resolve(events.stream().map(IdentitiesSplit::into).toList());
    profiles.write(
        events.stream()
            .filter(split -> split.profile() != null)
            .map(split -> new ProfileStore.Profile(known.get(split.into()).cid(), split.profile()))
            .toList());
  }

  void catalog(List<Received<CatalogItemChanged>> received) {
    List<CatalogItemChanged> items =
        received.stream().filter(r -> !r.isTombstone()).map(Received::event).toList();
    if (!items.isEmpty()) {
      catalog.write(items);
    }
  }
}
