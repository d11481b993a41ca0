package dev.parallax.ingestion.collect;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.parallax.contracts.behaviour.CustomerEvent;
import dev.parallax.contracts.profile.Purpose;
import dev.parallax.ingestion.call.SegmentCall;
import dev.parallax.ingestion.profile.Evidence;
import dev.parallax.ingestion.profile.ProfileUpdate;
import dev.parallax.ingestion.profile.Way;
import dev.parallax.ingestion.source.Authority;
import dev.parallax.ingestion.validation.Checked;
import dev.parallax.ingestion.validation.Code;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** What calls say about consent, with the evidence that is in them. */
final class Consents {
  /** What Segment's consent managers send when somebody has just chosen. */
  private static final Set<String> DECISIONS =
      Set.of("segment consent preference", "segment consent preference updated");

  private static final int LONGEST = 200;

  private final boolean signalled;
  private final Set<Purpose> signalRefuses;

  /**
   * @param signalled whether the request came with the signal
   * @param signalRefuses what the signal means
   */
  Consents(boolean signalled, Set<Purpose> signalRefuses) {
    this.signalled = signalled;
    this.signalRefuses = signalRefuses;
  }

  /** Whether the call tells of a choice, instead of carrying along what was chosen once. */
  static boolean isDecision(SegmentCall call) {
    return call.name() != null
        && !call.consent().isEmpty()
        && DECISIONS.contains(call.name().trim().toLowerCase(Locale.ROOT));
  }

  /** What Global Privacy Control refuses, by the request's header or by what the page saw. */
  Set<Purpose> refusedBySignal(SegmentCall call) {
    return signalled || isInContext(call) ? signalRefuses : Set.of();
  }

  private static boolean isInContext(SegmentCall call) {
    JsonNode context =
        call.context() == null ? JsonNodeFactory.instance.objectNode() : call.context();
    return isOn(context.path("gpc"))
        || isOn(context.path("globalPrivacyControl"))
        || isOn(context.path("navigator").path("globalPrivacyControl"));
  }

  private static boolean isOn(JsonNode value) {
    return value.asBoolean(false) || "1".equals(value.asText());
  }

  /**
   * @param event what the call comes to: its context is clean of personal data
   */
  List<ProfileUpdate> updates(SegmentCall call, CustomerEvent event, Set<Purpose> refused) {
    Instant at = at(call, event.receivedAt());
    List<ProfileUpdate> updates = new ArrayList<>(2);
    if (!call.consent().isEmpty()) {
      Evidence evidence = evidence(call, event, Way.SEGMENT_CALL);
      updates.add(ProfileUpdate.ofAnswers(event.cid(), call.consent(), at, evidence));
    }
    if (!refused.isEmpty()) {
      Map<Purpose, Boolean> refusals = new EnumMap<>(Purpose.class);
      refused.forEach(purpose -> refusals.put(purpose, false));
      Evidence evidence = evidence(call, event, Way.GPC);
      updates.add(ProfileUpdate.ofAnswers(event.cid(), refusals, at, evidence));
    }
    return updates;
  }

  /**
   * As of when its answers count: by a clock that is ahead nobody could withdraw before it is
   * later.
   */
  static Instant at(SegmentCall call, Instant receivedAt) {
    return call.occurredAt().isAfter(receivedAt) ? receivedAt : call.occurredAt();
  }

  private static Evidence evidence(SegmentCall call, CustomerEvent event, Way way) {
    JsonNode context = event.context();
    JsonNode client = context.path("client");
    return new Evidence(
        way,
        way == Way.SEGMENT_CALL && isDecision(call),
        true,
        event.source(),
        event.receivedAt(),
        versions(call),
        clipped(context.path("locale").asText(null)),
        clipped(context.path("page").path("path").asText(null)),
        client.isObject()
            ? client.path("browser").asText() + " on " + client.path("system").asText()
            : null,
        event.id());
  }

  /** {@code context.consent.definitionVersion}: one for all purposes, or by purpose. */
  private static Map<Purpose, Integer> versions(SegmentCall call) {
    JsonNode stated =
        call.context() == null
            ? JsonNodeFactory.instance.missingNode()
            : call.context().path("consent").path("definitionVersion");
    Map<Purpose, Integer> versions = new EnumMap<>(Purpose.class);
    for (Purpose purpose : call.consent().keySet()) {
      JsonNode version = stated.isObject() ? stated.path(purpose.wireName()) : stated;
      if (version.isInt()) {
        versions.put(purpose, version.intValue());
      }
    }
    return versions;
  }

  /**
   * A call of a file, refused where it answers and whoever sent the file may not.
   *
   * @param mapping of the file, null for what came by HTTP
   */
  static Checked<SegmentCall> ofFile(
      String mapping, Authority authority, Checked<SegmentCall> read) {
    if (mapping != null
        && !authority.consent()
        && read instanceof Checked.Valid<SegmentCall>(SegmentCall call)
        && !call.consent().isEmpty()) {
      boolean inContext = call.context() != null && call.context().has("consent");
      return Checked.invalid(
          Code.INVALID_VALUE,
          inContext ? "context.consent" : "traits.consent",
          "must be left out: by a file only services, privacy officers and admins answer for"
              + " customers");
    }
    return read;
  }

  private static String clipped(String text) {
    return text == null || text.length() <= LONGEST ? text : text.substring(0, LONGEST);
  }
}
