package dev.parallax.ingestion.collect;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.parallax.contracts.behaviour.CustomerEvent;
import dev.parallax.ingestion.call.SegmentCall;
import dev.parallax.ingestion.event.EventIds;
import dev.parallax.ingestion.privacy.Cleaner;
import dev.parallax.ingestion.privacy.ContextCleaner;
import dev.parallax.ingestion.validation.Mistake;
import dev.parallax.kit.privacy.PersonalText;
import dev.parallax.kit.privacy.Subject;
import dev.parallax.kit.pseudonym.Pseudonyms;
import java.time.Instant;

/** What of calls goes out to others: events without real ids and personal data. */
record CleanEvents(Pseudonyms pseudonyms, String source, Instant receivedAt) {
  /**
   * @param described its properties or traits, without what is kept back
   * @param cid under which it goes out
   * @param subject whose ids are to be left out
   */
  CustomerEvent event(SegmentCall call, ObjectNode described, String cid, Subject subject) {
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
}
