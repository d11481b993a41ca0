package dev.parallax.ingestion.collect;

import dev.parallax.ingestion.call.SegmentCall;
import dev.parallax.ingestion.profile.ProfileUpdate;
import dev.parallax.kit.erasure.Erasures;
import dev.parallax.kit.pseudonym.Pseudonyms;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Calls of people who were erased after the calls had been received: those of an import that was
 * under way, or of a request that overlapped. Taken in, they would bring back what was erased.
 */
@ApplicationScoped
class LateCalls {
  private final Pseudonyms pseudonyms;
  private final Erasures erasures;

  LateCalls(Pseudonyms pseudonyms, Erasures erasures) {
    this.pseudonyms = pseudonyms;
    this.erasures = erasures;
  }

  /** The others; nobody is erased until the current transaction ends. */
  List<SegmentCall> without(List<SegmentCall> calls, Instant receivedAt) {
    erasures.shareLock();
    Map<String, Instant> erased =
        erasures.among(calls.stream().flatMap(call -> people(call).stream()).distinct().toList());
    return erased.isEmpty()
        ? calls
        : calls.stream()
            .filter(
                call ->
                    people(call).stream()
                        .map(erased::get)
                        .allMatch(at -> at == null || receivedAt.isAfter(at)))
            .toList();
  }

  /** The same for what somebody else says of people, such as the operator of an import. */
  List<ProfileUpdate> said(List<ProfileUpdate> said, Instant receivedAt) {
    return said.isEmpty() ? said : erasures.shareLock(receivedAt).without(said, ProfileUpdate::cid);
  }

  private List<String> people(SegmentCall call) {
    List<String> people = new ArrayList<>(3);
    if (call.userId() != null) {
      people.add(pseudonyms.customer(call.userId()));
    }
    if (call.anonymousId() != null) {
      people.add(pseudonyms.anonymous(call.anonymousId()));
    }
    if (call.previousId() != null) {
      people.add(pseudonyms.customer(call.previousId()));
    }
    return people;
  }
}
