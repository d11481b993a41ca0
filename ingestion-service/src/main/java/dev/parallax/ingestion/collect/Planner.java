package dev.parallax.ingestion.collect;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.parallax.contracts.behaviour.CustomerEvent;
import dev.parallax.contracts.profile.Purpose;
import dev.parallax.ingestion.call.CallType;
import dev.parallax.ingestion.call.FieldPath;
import dev.parallax.ingestion.call.SegmentCall;
import dev.parallax.ingestion.identity.Given;
import dev.parallax.ingestion.identity.Identifiers;
import dev.parallax.ingestion.identity.KnownLinks;
import dev.parallax.ingestion.identity.Link;
import dev.parallax.ingestion.privacy.Cleaner;
import dev.parallax.ingestion.profile.ProfileUpdate;
import dev.parallax.ingestion.profile.Voice;
import dev.parallax.ingestion.source.Authority;
import dev.parallax.ingestion.vault.PersonalData;
import dev.parallax.kit.privacy.Subject;
import dev.parallax.kit.pseudonym.Cid;
import dev.parallax.kit.pseudonym.Pseudonyms;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/**
 * Works out what calls come to: under which pseudonym an event goes out, what is new about a
 * customer, and what is for the vault only. From here on no real id or personal trait is in an
 * event. Used for one request and thrown away.
 */
final class Planner {
  private final Pseudonyms pseudonyms;
  private final KnownLinks known;
  private final Identifiers identifiers;
  private final ConsentKnown consentKnown;
  private final Map<SegmentCall, List<FieldPath>> withheld;
  private final Authority authority;
  private final CleanEvents cleaned;

  private final Consents consents;

  /** Whose answers are news: what follows of them may undo it. */
  private final Set<String> answered = new HashSet<>();

  private final Map<String, String> linkedHere = new HashMap<>();
  private final List<CustomerEvent> events = new ArrayList<>();
  private final List<Link> links = new ArrayList<>();
  private final List<Given> given = new ArrayList<>();
  private final List<ProfileUpdate> profiles = new ArrayList<>();
  private final List<PersonalData> personal = new ArrayList<>();

  /** Whether the store has these from this customer already. */
  @FunctionalInterface
  interface ConsentKnown {
    boolean test(String cid, Map<Purpose, Boolean> answers, Set<Purpose> refused, Instant at);
  }

  /**
   * @param known the cids that cids are from now on, as far as they are known
   * @param consentKnown so that an SDK that repeats answers on every call costs nothing
   * @param consents reads the answers of calls
   * @param authority how far the sender is believed about people
   * @param withheld fields to leave out of a call, for want of consent
   */
  Planner(
      Pseudonyms pseudonyms,
      KnownLinks known,
      Identifiers identifiers,
      ConsentKnown consentKnown,
      Consents consents,
      Map<SegmentCall, List<FieldPath>> withheld,
      String source,
      Authority authority,
      Instant receivedAt) {
    this.pseudonyms = pseudonyms;
    this.known = known;
    this.identifiers = identifiers;
    this.consentKnown = consentKnown;
    this.withheld = withheld;
    this.consents = consents;
    this.authority = authority;
    this.cleaned = new CleanEvents(pseudonyms, source, receivedAt);
  }

  Plan plan() {
    return new Plan(events, links, given, profiles, personal);
  }

  /** In the order of the request: an identify counts for the calls after it. */
  void add(SegmentCall said) {
    SegmentCall call = Placeholders.withoutUser(said, identifiers);
    boolean somebodys = !Placeholders.isNobodys(call, identifiers);
    String customer = call.userId() == null ? null : pseudonyms.customer(call.userId());
    String visitor = call.anonymousId() == null ? null : pseudonyms.anonymous(call.anonymousId());
    link(call, customer, visitor);
    String own = customer == null ? visitor : customer;
    List<Identifiers.Found> found = identifiers.in(call.traits(), call.context());
    if (somebodys) {
      found.forEach(one -> give(own, one, call.occurredAt()));
    }
    String cid = current(own);
    Subject subject = subject(cid, call, found);
    ObjectNode described = described(said);
    if (somebodys && call.type() == CallType.IDENTIFY) {
      identify(call, described, own, cid, subject);
    }
    CustomerEvent event = cleaned.event(call, described, cid, subject);
    events.add(event);
    if (somebodys) {
      answers(heard(call, event.cid(), visitor), event, visitor);
    }
  }

  /**
   * The call with the answers that are its sender's to give: without authority a yes is the
   * visitor's own only. Whether the visitor is the customer, the store says at last; here those are
   * left out that need not trouble it.
   */
  private SegmentCall heard(SegmentCall call, String cid, String visitor) {
    boolean own = call.userId() == null || (visitor != null && current(visitor).equals(cid));
    return authority.consent() || own
        ? call
        : call.withConsent(ProfileUpdate.refusals(call.consent()));
  }

  private void answers(SegmentCall call, CustomerEvent event, String visitor) {
    Set<Purpose> refused = consents.refusedBySignal(call);
    boolean deliberate = Consents.isDecision(call);
    if ((call.consent().isEmpty() && refused.isEmpty())
        || (!deliberate
            && !answered.contains(event.cid())
            && consentKnown.test(
                event.cid(), call.consent(), refused, Consents.at(call, event.receivedAt())))) {
      return;
    }
    answered.add(event.cid());
    Voice voice =
        authority.consent()
            ? Voice.TRUSTED
            : new Voice(false, call.userId() == null ? null : visitor);
    consents.updates(call, event, refused).forEach(update -> profiles.add(update.by(voice)));
  }

  /**
   * Properties or traits without what the tracking plan keeps back, and traits without identifiers,
   * which are personal whatever their names are; the call itself stays whole.
   */
  private ObjectNode described(SegmentCall call) {
    ObjectNode described = call.described();
    List<FieldPath> personalFields = call.treatment().personal();
    List<FieldPath> kept = withheld.getOrDefault(call, List.of());
    List<String> named = identifierTraits(call);
    if (described == null || (personalFields.isEmpty() && kept.isEmpty() && named.isEmpty())) {
      return described;
    }
    ObjectNode rest = described.deepCopy();
    personalFields.forEach(field -> field.removeFrom(rest));
    kept.forEach(field -> field.removeFrom(rest));
    rest.remove(named);
    return rest;
  }

  private List<String> identifierTraits(SegmentCall call) {
    return call.type() != CallType.IDENTIFY || call.traits() == null
        ? List.of()
        : call.traits()
            .propertyStream()
            .map(Map.Entry::getKey)
            .filter(identifiers::isIdentifier)
            .toList();
  }

  private void link(SegmentCall call, String customer, String visitor) {
    if (pseudonyms.isRotating()) {
      rotate(call.userId(), pseudonyms::customerCandidates, call);
      rotate(call.anonymousId(), pseudonyms::anonymousCandidates, call);
    }
    if (customer == null || isBlocked(call.userId())) {
      return;
    }
    if (visitor != null && !isBlocked(call.anonymousId())) {
      link(visitor, customer, call.occurredAt(), Link.Why.SIGN_IN);
    }
    if (call.type() == CallType.ALIAS && !isBlocked(call.previousId())) {
      if (pseudonyms.isRotating()) {
        rotate(call.previousId(), pseudonyms::customerCandidates, call);
        rotate(call.previousId(), pseudonyms::anonymousCandidates, call);
      }
      // Nobody can tell whether the previous id was a visitor's or a user's; a merge of one never
      // seen does nothing.
      link(pseudonyms.anonymous(call.previousId()), customer, call.occurredAt(), Link.Why.SIGN_IN);
      if (authority.identity()) {
        link(pseudonyms.customer(call.previousId()), customer, call.occurredAt(), Link.Why.ALIAS);
      }
    }
  }

  /**
   * Under older secrets somebody may be known whom this service keeps nothing of: whoever sent
   * events only.
   */
  private void rotate(String id, Function<String, List<String>> candidates, SegmentCall call) {
    if (id == null) {
      return;
    }
    List<String> all = candidates.apply(id);
    all.stream()
        .skip(1)
        .forEach(old -> link(old, all.getFirst(), call.occurredAt(), Link.Why.ROTATION));
  }

  private void give(String cid, Identifiers.Found found, Instant at) {
    if (!authority.identity()) {
      return; // Recorded, it would join those who give it later with authority.
    }
    List<String> values = pseudonyms.identifierCandidates(found.type(), found.value());
    if (!known.isSettled(cid, values.getFirst())) {
      given.add(new Given(cid, found.type(), values, found.rules(), at));
    }
  }

  private static Subject subject(String cid, SegmentCall call, List<Identifiers.Found> found) {
    List<String> names = new ArrayList<>();
    names.add(call.userId());
    names.add(call.anonymousId());
    names.add(call.previousId());
    found.forEach(one -> names.add(one.written()));
    return Subject.of(cid, names.toArray(String[]::new));
  }

  private void identify(
      SegmentCall call, ObjectNode described, String own, String cid, Subject subject) {
    ObjectNode traits = Cleaner.traits(described, subject);
    traits.remove("consent");
    ProfileUpdate update = ProfileUpdate.ofTraits(cid, traits, call.occurredAt());
    if (!update.isEmpty()) {
      profiles.add(update);
    }
    ObjectNode forTheVault = Cleaner.personalTraits(call.traits());
    for (FieldPath field : call.treatment().personal()) {
      if (field.isIn(call.traits())) {
        forTheVault.set(field.outermost(), call.traits().get(field.outermost()));
      }
    }
    for (String identifier : identifierTraits(call)) {
      forTheVault.set(identifier, call.traits().get(identifier));
    }
    if (call.userId() != null || !forTheVault.isEmpty()) {
      // Under the id's own cid, whatever it was merged into: the vault says which real id a cid
      // stands for.
      personal.add(new PersonalData(own, call.userId(), forTheVault));
    }
  }

  private boolean isBlocked(String id) {
    return identifiers.isBlocked(id);
  }

  private void link(String one, String other, Instant at, Link.Why why) {
    String a = current(one);
    String b = current(other);
    boolean taken = why == Link.Why.SIGN_IN && Cid.isCustomer(a);
    if (a.equals(b) || taken || known.isSettled(one, other)) {
      return;
    }
    links.add(new Link(one, other, at, why));
    // What the store will say, as far as it is known here; whatever else it says is put right by
    // consumers.
    boolean stays = Cid.SENIORITY.compare(a, b) < 0;
    String into = stays ? a : b;
    String from = stays ? b : a;
    linkedHere.replaceAll((cid, root) -> root.equals(from) ? into : root);
    linkedHere.put(from, into);
  }

  private String current(String cid) {
    String root = linkedHere.getOrDefault(cid, known.resolve(cid));
    return linkedHere.getOrDefault(root, root);
  }
}
