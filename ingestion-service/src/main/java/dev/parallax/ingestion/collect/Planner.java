package dev.parallax.ingestion.collect;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.parallax.contracts.behaviour.CustomerEvent;
import dev.parallax.contracts.profile.Purpose;
import dev.parallax.ingestion.call.CallType;
import dev.parallax.ingestion.call.FieldPath;
import dev.parallax.ingestion.call.SegmentCall;
import dev.parallax.ingestion.event.EventIds;
import dev.parallax.ingestion.identity.Link;
import dev.parallax.ingestion.privacy.Cleaner;
import dev.parallax.ingestion.privacy.ContextCleaner;
import dev.parallax.ingestion.profile.ProfileUpdate;
import dev.parallax.ingestion.validation.Mistake;
import dev.parallax.ingestion.vault.PersonalData;
import dev.parallax.kit.privacy.PersonalText;
import dev.parallax.kit.privacy.Subject;
import dev.parallax.kit.pseudonym.Pseudonyms;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;

/**
 * Works out what calls come to: under which pseudonym an event goes out, what is new about a
 * customer, and what is for the vault only. From here on no real id or personal trait is in an
 * event. Used for one request and thrown away.
 */
final class Planner {
  private final Pseudonyms pseudonyms;
  private final UnaryOperator<String> resolve;
  private final ConsentKnown consentKnown;
  private final Map<SegmentCall, List<FieldPath>> withheld;
  private final String source;
  private final Instant receivedAt;

  private final Consents consents;

  private final Map<String, String> linkedHere = new HashMap<>();
  private final List<CustomerEvent> events = new ArrayList<>();
  private final List<Link> links = new ArrayList<>();
  private final List<ProfileUpdate> profiles = new ArrayList<>();
  private final List<PersonalData> personal = new ArrayList<>();

  /** Whether the store has these from this customer already. */
  @FunctionalInterface
  interface ConsentKnown {
    boolean test(String cid, Map<Purpose, Boolean> answers, Set<Purpose> refused);
  }

  /**
   * @param resolve the cid that a cid is from now on, as far as it is known
   * @param consentKnown so that an SDK that repeats answers on every call costs nothing
   * @param consents reads the answers of calls
   * @param withheld fields to leave out of a call, for want of consent
   */
  Planner(
      Pseudonyms pseudonyms,
      UnaryOperator<String> resolve,
      ConsentKnown consentKnown,
      Consents consents,
      Map<SegmentCall, List<FieldPath>> withheld,
      String source,
      Instant receivedAt) {
    this.pseudonyms = pseudonyms;
    this.resolve = resolve;
    this.consentKnown = consentKnown;
    this.withheld = withheld;
    this.consents = consents;
    this.source = source;
    this.receivedAt = receivedAt;
  }

  Plan plan() {
    return new Plan(events, links, profiles, personal);
  }

  /** In the order of the request: an identify counts for the calls after it. */
  void add(SegmentCall call) {
    String customer = call.userId() == null ? null : current(pseudonyms.customer(call.userId()));
    String visitor = call.anonymousId() == null ? null : pseudonyms.anonymous(call.anonymousId());
    if (customer != null && visitor != null) {
      link(visitor, customer, call.occurredAt(), false);
    }
    if (call.type() == CallType.ALIAS && customer != null) {
      // Nobody can tell whether the previous id was a visitor's or a user's; a merge of one never
      // seen does nothing.
      link(pseudonyms.anonymous(call.previousId()), customer, call.occurredAt(), false);
      link(pseudonyms.customer(call.previousId()), customer, call.occurredAt(), true);
    }
    String cid = customer == null ? current(visitor) : customer;
    Subject subject = Subject.of(cid, call.userId(), call.anonymousId(), call.previousId());
    ObjectNode described = described(call);
    if (call.type() == CallType.IDENTIFY) {
      identify(call, described, cid, subject);
    }
    CustomerEvent event = event(call, described, cid, subject);
    events.add(event);
    answers(call, event);
  }

  private void answers(SegmentCall call, CustomerEvent event) {
    Set<Purpose> refused = consents.refusedBySignal(call);
    boolean deliberate = Consents.isDecision(call);
    if ((call.consent().isEmpty() && refused.isEmpty())
        || (!deliberate && consentKnown.test(event.cid(), call.consent(), refused))) {
      return;
    }
    profiles.addAll(consents.updates(call, event, refused));
  }

  /**
   * Properties or traits without what the tracking plan keeps back; the call itself stays whole.
   */
  private ObjectNode described(SegmentCall call) {
    ObjectNode described = call.described();
    List<FieldPath> personalFields = call.treatment().personal();
    List<FieldPath> kept = withheld.getOrDefault(call, List.of());
    if (described == null || (personalFields.isEmpty() && kept.isEmpty())) {
      return described;
    }
    ObjectNode rest = described.deepCopy();
    personalFields.forEach(field -> field.removeFrom(rest));
    kept.forEach(field -> field.removeFrom(rest));
    return rest;
  }

  private void identify(SegmentCall call, ObjectNode described, String cid, Subject subject) {
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
    if (call.userId() != null || !forTheVault.isEmpty()) {
      // Under the id's own cid, whatever it was merged into: the vault says which real id a cid
      // stands for.
      personal.add(new PersonalData(call.cid(pseudonyms), call.userId(), forTheVault));
    }
  }

  private CustomerEvent event(SegmentCall call, ObjectNode described, String cid, Subject subject) {
    ObjectNode properties =
        switch (call.type()) {
          case TRACK, PAGE, SCREEN -> Cleaner.properties(described, subject);
          case IDENTIFY -> Cleaner.traits(described, subject);
          case GROUP ->
              Cleaner.properties(described, subject)
                  .put("groupId", PersonalText.maskValue(subject.pseudonymise(call.groupId())));
          case ALIAS -> Cleaner.properties(null, subject);
        };
    return new CustomerEvent(
        EventIds.of(pseudonyms, source, call.messageId(), subject.identifiers()),
        cid,
        call.type().wireName(),
        call.name() == null ? null : PersonalText.mask(subject.pseudonymise(call.name())),
        call.occurredAt(),
        receivedAt,
        source,
        call.sessionId() == null
            ? null
            : PersonalText.maskEmails(subject.pseudonymise(call.sessionId())),
        properties,
        context(call, subject));
  }

  /** With a mark where the event is not as the tracking plan says. */
  private static ObjectNode context(SegmentCall call, Subject subject) {
    ObjectNode context = ContextCleaner.clean(call.context(), subject);
    if (!call.treatment().flags().isEmpty()) {
      ArrayNode violations = context.putArray("violations");
      for (Mistake flag : call.treatment().flags()) {
        violations
            .addObject()
            .put("field", subject.pseudonymiseThing(flag.field()))
            .put("code", flag.code().wireName());
      }
    }
    return context;
  }

  private void link(String from, String into, Instant at, boolean union) {
    if (from.equals(into) || into.equals(current(from)) || (!union && isLinked(from))) {
      return;
    }
    links.add(new Link(from, into, at, union));
    linkedHere.replaceAll((cid, root) -> root.equals(from) ? into : root);
    linkedHere.put(from, into);
  }

  private boolean isLinked(String cid) {
    return !current(cid).equals(cid);
  }

  private String current(String cid) {
    String known = linkedHere.getOrDefault(cid, resolve.apply(cid));
    return linkedHere.getOrDefault(known, known);
  }
}
