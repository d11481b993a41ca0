package dev.parallax.ingestion.collect;

import dev.parallax.contracts.behaviour.CustomerEvent;
import dev.parallax.contracts.profile.Purpose;
import dev.parallax.ingestion.call.SegmentCall;
import dev.parallax.ingestion.identity.Identifiers;
import dev.parallax.ingestion.identity.KnownLinks;
import dev.parallax.ingestion.profile.KnownConsent;
import dev.parallax.ingestion.profile.ProfileUpdate;
import dev.parallax.ingestion.profile.Said;
import dev.parallax.ingestion.profile.Voice;
import dev.parallax.ingestion.request.Request;
import dev.parallax.ingestion.validation.Checked;
import dev.parallax.kit.privacy.Subject;
import dev.parallax.kit.pseudonym.Pseudonyms;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Calls that are dropped because their sender means them for others only. What they refuse is heard
 * all the same: consent tools exclude everybody by the very call that carries the visitor's no.
 */
@ApplicationScoped
class ExcludedCalls {
  private final Pseudonyms pseudonyms;
  private final KnownLinks knownLinks;
  private final KnownConsent knownConsent;
  private final Identifiers identifiers;
  private final OptOutSignal signal;
  private final Intake intake;
  private final Counter counter;

  ExcludedCalls(
      Pseudonyms pseudonyms,
      KnownLinks knownLinks,
      KnownConsent knownConsent,
      Identifiers identifiers,
      OptOutSignal signal,
      Intake intake,
      MeterRegistry registry) {
    this.pseudonyms = pseudonyms;
    this.knownLinks = knownLinks;
    this.knownConsent = knownConsent;
    this.identifiers = identifiers;
    this.signal = signal;
    this.intake = intake;
    this.counter =
        Counter.builder("parallax.ingestion.excluded")
            .description("Calls whose integrations exclude this collector")
            .register(registry);
  }

  /**
   * Of those that can be read at all. It is stored before the request's other calls are looked at,
   * since it counts for them.
   */
  void take(Request request, List<Checked<SegmentCall>> excluded) {
    if (excluded.isEmpty()) {
      return;
    }
    Consents consents = new Consents(signal.isPresent(), signal.refuses());
    List<ProfileUpdate> news = news(request, refusing(excluded, consents), consents);
    if (!news.isEmpty()) {
      intake.take(
          request.source(), request.authority(), request.receivedAt(), List.of(), List.of(), news);
    }
    counter.increment(excluded.size());
  }

  private List<SegmentCall> refusing(List<Checked<SegmentCall>> excluded, Consents consents) {
    List<SegmentCall> refusing = new ArrayList<>();
    for (Checked<SegmentCall> read : excluded) {
      if (read instanceof Checked.Valid<SegmentCall>(SegmentCall said)) {
        SegmentCall call =
            Placeholders.withoutUser(said, identifiers)
                .withConsent(ProfileUpdate.refusals(said.consent()));
        if (!Placeholders.isNobodys(call, identifiers)
            && !(call.consent().isEmpty() && consents.refusedBySignal(call).isEmpty())) {
          refusing.add(call);
        }
      }
    }
    return refusing;
  }

  /** Without what is known already: such a tool repeats its no with every call. */
  private List<ProfileUpdate> news(Request request, List<SegmentCall> refusing, Consents consents) {
    if (refusing.isEmpty()) {
      return List.of();
    }
    Map<SegmentCall, String> cids = new IdentityHashMap<>();
    refusing.forEach(call -> cids.put(call, cid(call)));
    Map<String, Said> known = knownConsent.of(Set.copyOf(cids.values()));
    CleanEvents cleaned = new CleanEvents(pseudonyms, request.source(), request.receivedAt());
    Voice voice = new Voice(request.authority().consent(), null);
    List<ProfileUpdate> news = new ArrayList<>();
    for (SegmentCall call : refusing) {
      String cid = cids.get(call);
      Set<Purpose> refused = consents.refusedBySignal(call);
      Instant at = Consents.at(call, request.receivedAt());
      if (Consents.isDecision(call) || !known.get(cid).knows(call.consent(), refused, at)) {
        Subject subject = Subject.of(cid, call.userId(), call.anonymousId(), call.previousId());
        CustomerEvent event = cleaned.event(call, null, cid, subject); // For its evidence only.
        consents.updates(call, event, refused).forEach(update -> news.add(update.by(voice)));
      }
    }
    return news;
  }

  private String cid(SegmentCall call) {
    return knownLinks.resolve(call.cid(pseudonyms));
  }
}
