package dev.parallax.ingestion.collect;

import dev.parallax.contracts.profile.Purpose;
import dev.parallax.ingestion.call.FieldPath;
import dev.parallax.ingestion.call.SegmentCall;
import dev.parallax.ingestion.identity.Identifiers;
import dev.parallax.ingestion.identity.KnownLinks;
import dev.parallax.ingestion.profile.KnownConsent;
import dev.parallax.ingestion.profile.ProfileUpdate;
import dev.parallax.ingestion.profile.Said;
import dev.parallax.ingestion.source.Authority;
import dev.parallax.kit.consent.ConsentPolicy;
import dev.parallax.kit.pseudonym.Pseudonyms;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Finds the fields that the plan ties to a purpose and whose customer has not agreed to it. Only
 * who is not known already is looked up, all of a request at once.
 */
@ApplicationScoped
class FieldConsent {
  private final Pseudonyms pseudonyms;
  private final KnownLinks knownLinks;
  private final KnownConsent knownConsent;
  private final Identifiers identifiers;
  private final ConsentPolicy policy;

  FieldConsent(
      Pseudonyms pseudonyms,
      KnownLinks knownLinks,
      KnownConsent knownConsent,
      Identifiers identifiers,
      ConsentPolicy policy) {
    this.pseudonyms = pseudonyms;
    this.knownLinks = knownLinks;
    this.knownConsent = knownConsent;
    this.identifiers = identifiers;
    this.policy = policy;
  }

  /**
   * The fields to leave out, by call; calls that keep all of theirs are not in it.
   *
   * @param calls in the order of the request: an answer in one counts for those after it
   * @param authority how far their sender is believed
   */
  Map<SegmentCall, List<FieldPath>> withheld(List<SegmentCall> calls, Authority authority) {
    Set<String> asked = new HashSet<>();
    for (SegmentCall call : calls) {
      if (isTied(call)) {
        asked.add(cid(call));
      }
    }
    if (asked.isEmpty()) {
      return Map.of();
    }
    Map<String, Said> said = knownConsent.of(asked);
    Map<String, Map<Purpose, Boolean>> answers = new HashMap<>();
    Map<SegmentCall, List<FieldPath>> withheld = new IdentityHashMap<>();
    for (SegmentCall call : calls) {
      String cid = cid(call);
      if (!asked.contains(cid)) {
        continue;
      }
      Map<Purpose, Boolean> given =
          answers.computeIfAbsent(cid, c -> new HashMap<>(said.get(c).standing()));
      if (!Placeholders.isNobodys(Placeholders.withoutUser(call, identifiers), identifiers)) {
        given.putAll(believed(call, authority, news(call, said.get(cid))));
      }
      List<FieldPath> fields = new ArrayList<>();
      call.treatment()
          .purposes()
          .forEach(
              (field, purpose) -> {
                if (!policy.allows(purpose, given)) {
                  fields.add(field);
                }
              });
      if (!fields.isEmpty()) {
        withheld.put(call, fields);
      }
    }
    return withheld;
  }

  private static boolean isTied(SegmentCall call) {
    return call.treatment().purposes().keySet().stream().anyMatch(f -> f.isIn(call.described()));
  }

  private String cid(SegmentCall call) {
    return knownLinks.resolve(Placeholders.withoutUser(call, identifiers).cid(pseudonyms));
  }

  /** The call's answers but those that it repeats: another may have been given elsewhere since. */
  private static Map<Purpose, Boolean> news(SegmentCall call, Said said) {
    if (call.consent().isEmpty() || Consents.isDecision(call)) {
      return call.consent();
    }
    Map<Purpose, Boolean> news = new EnumMap<>(Purpose.class);
    news.putAll(call.consent());
    news.entrySet().removeAll(said.calls().entrySet());
    return news;
  }

  /** Whether a sender without authority may say yes for a customer, only the store can tell. */
  private static Map<Purpose, Boolean> believed(
      SegmentCall call, Authority authority, Map<Purpose, Boolean> news) {
    return authority.consent() || call.userId() == null ? news : ProfileUpdate.refusals(news);
  }
}
