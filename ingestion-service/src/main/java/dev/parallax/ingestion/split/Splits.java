package dev.parallax.ingestion.split;

import dev.parallax.contracts.Topics;
import dev.parallax.contracts.identity.IdentitiesSplit;
import dev.parallax.ingestion.identity.IdentityLinks;
import dev.parallax.ingestion.identity.KnownLinks;
import dev.parallax.ingestion.identity.Link;
import dev.parallax.ingestion.identity.LinkTransactions;
import dev.parallax.ingestion.identity.Splitting;
import dev.parallax.ingestion.identity.Splitting.Split;
import dev.parallax.ingestion.profile.Profiles;
import dev.parallax.kit.audit.Audit;
import dev.parallax.kit.erasure.Erasures;
import dev.parallax.kit.outbox.Outbox;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/** Splits and joins customers on the word of a person in charge. */
@ApplicationScoped
class Splits {
  private final LinkTransactions transactions;
  private final Splitting splitting;
  private final IdentityLinks links;
  private final KnownLinks known;
  private final Profiles profiles;
  private final Outbox outbox;
  private final Erasures erasures;
  private final Audit audit;
  private final Clock clock;

  Splits(
      LinkTransactions transactions,
      Splitting splitting,
      IdentityLinks links,
      KnownLinks known,
      Profiles profiles,
      Outbox outbox,
      Erasures erasures,
      Audit audit,
      Clock clock) {
    this.transactions = transactions;
    this.splitting = splitting;
    this.links = links;
    this.known = known;
    this.profiles = profiles;
    this.outbox = outbox;
    this.erasures = erasures;
    this.audit = audit;
    this.clock = clock;
  }

  Optional<Split> byEnded(String cid, String from) {
    return split(cid, () -> splitting.byEnded(cid, from));
  }

  Optional<Split> byMerge(String cid, long id) {
    return split(cid, () -> splitting.byMerge(cid, id));
  }

  private Optional<Split> split(String cid, Supplier<Optional<Split>> work) {
    Instant asked = clock.instant();
    Optional<Split> done =
        transactions.callAlone(
            alone -> {
              erasures.shareLock(List.of(cid), asked);
              Optional<Split> split = work.get();
              split.ifPresent(this::announce);
              return split;
            });
    done.ifPresent(split -> splitting.forget(split.members()));
    return done;
  }

  private void announce(Split split) {
    outbox.add(
        Topics.IDENTITY_SPLITS,
        new IdentitiesSplit(
            "split:" + split.version(),
            split.left(),
            split.root(),
            split.members(),
            profiles.part(split.members(), split.root(), split.left()),
            clock.instant(),
            split.version()));
    audit.record(
        "customer-split",
        split.root(),
        Map.of("left", split.left(), "members", split.members().size(), "id", split.version()));
  }

  /**
   * Makes one customer of two, also of two who were split before.
   *
   * @return the pseudonym that stands for both from now on
   * @throws RuntimeException a 409 problem where one of them was erased meanwhile
   */
  String merge(String one, String other) {
    Instant asked = clock.instant();
    long asOf = known.epoch();
    IdentityLinks.Linked linked =
        transactions.callAlone(
            alone -> {
              erasures.shareLock(List.of(one, other), asked);
              splitting.reconcile(one, other);
              IdentityLinks.Linked result =
                  links.link(
                      List.of(new Link(one, other, clock.instant(), Link.Why.OPERATOR)),
                      List.of(),
                      alone);
              profiles.absorb(result.merges());
              audit.record("customers-merged", other, Map.of("from", one));
              return result;
            });
    known.remember(linked.all(), asOf);
    return splitting.members(one).getFirst();
  }
}
