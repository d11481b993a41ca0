package dev.parallax.ingestion.rotation;

import dev.parallax.ingestion.identity.CurrentCids;
import dev.parallax.ingestion.identity.Given;
import dev.parallax.ingestion.identity.IdentityLinks;
import dev.parallax.ingestion.identity.KnownLinks;
import dev.parallax.ingestion.identity.Link;
import dev.parallax.ingestion.identity.LinkTransactions;
import dev.parallax.ingestion.profile.Profiles;
import dev.parallax.kit.erasure.Erasures;
import dev.parallax.kit.pseudonym.Pseudonyms;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.function.Function;

/**
 * Links what older secrets made of an id with what the present one makes of it: by the ordinary
 * merges, so that every service follows without knowing of secrets. Also where nothing is known
 * here of the older pseudonym, since whoever sent only events left no trace in this service.
 */
@ApplicationScoped
class Rotation implements CurrentCids {
  private final Pseudonyms pseudonyms;
  private final KnownLinks known;
  private final LinkTransactions transactions;
  private final IdentityLinks links;
  private final Profiles profiles;
  private final Erasures erasures;
  private final Clock clock;

  Rotation(
      Pseudonyms pseudonyms,
      KnownLinks known,
      LinkTransactions transactions,
      IdentityLinks links,
      Profiles profiles,
      Erasures erasures,
      Clock clock) {
    this.pseudonyms = pseudonyms;
    this.known = known;
    this.transactions = transactions;
    this.links = links;
    this.profiles = profiles;
    this.erasures = erasures;
    this.clock = clock;
  }

  @Override
  public String customer(String userId) {
    return pseudonyms.isRotating()
        ? current(pseudonyms.customerCandidates(userId))
        : known.resolve(pseudonyms.customer(userId));
  }

  @Override
  public String visitor(String anonymousId) {
    return pseudonyms.isRotating()
        ? current(pseudonyms.anonymousCandidates(anonymousId))
        : known.resolve(pseudonyms.anonymous(anonymousId));
  }

  private String current(List<String> candidates) {
    String root = known.resolve(candidates.getFirst());
    if (!candidates.stream().map(known::resolve).allMatch(root::equals)) {
      link(List.of(candidates), List.of(), () -> {});
    }
    return known.resolve(candidates.getFirst());
  }

  /**
   * In a transaction of its own.
   *
   * @param people the pseudonyms of each, that by the present secret first
   * @param given identifiers that are known of them
   * @param alongside what else belongs into the transaction
   * @return how many merges there were
   */
  int link(Collection<List<String>> people, Collection<Given> given, Runnable alongside) {
    Function<List<String>, List<Link>> rotated =
        candidates ->
            candidates.stream()
                .skip(1)
                .map(
                    old -> new Link(old, candidates.getFirst(), clock.instant(), Link.Why.ROTATION))
                .toList();
    List<Link> all = new ArrayList<>();
    people.forEach(candidates -> all.addAll(rotated.apply(candidates)));
    long asOf = known.epoch();
    IdentityLinks.Linked linked =
        transactions.callAlone(
            alone -> {
              erasures.shareLock(); // Who is erased meanwhile must not come back by it.
              IdentityLinks.Linked result = links.link(all, given, alone);
              profiles.absorb(result.merges());
              alongside.run();
              return result;
            });
    known.remember(linked.all(), asOf);
    return linked.merges().size();
  }
}
