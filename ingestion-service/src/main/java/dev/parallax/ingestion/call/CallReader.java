package dev.parallax.ingestion.call;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.parallax.ingestion.validation.Checked;
import dev.parallax.ingestion.validation.Code;
import dev.parallax.ingestion.validation.EventTimes;
import dev.parallax.ingestion.validation.Fields;
import dev.parallax.ingestion.validation.Mistakes;
import dev.parallax.ingestion.validation.Storable;
import java.time.Instant;
import java.util.Optional;

/** Turns the JSON of one call into a {@link SegmentCall}, or says what is wrong with it. */
public final class CallReader {
  private static final int LONGEST_TRAITS = 200;

  private CallReader() {}

  /**
   * What holds for every call of a request.
   *
   * @param sentAt of the batch, null when it has none
   * @param context of the batch, on which an event's own is laid; null when it has none
   * @param receivedAt by our clock
   * @param live whether the calls come from their senders right now. What comes from a file was
   *     sent another day, so {@code sentAt} says nothing about the clock there
   */
  public record Envelope(Instant sentAt, ObjectNode context, Instant receivedAt, boolean live) {
    public static Envelope live(Instant receivedAt) {
      return new Envelope(null, null, receivedAt, true);
    }
  }

  /** A call within a batch: it names its own type. */
  public static Checked<SegmentCall> read(JsonNode node, Envelope envelope) {
    if (!node.isObject()) {
      return Checked.invalid(Code.WRONG_TYPE, "body", "must be an object");
    }
    JsonNode type = node.path("type");
    if (type.isMissingNode() || type.isNull()) {
      return Checked.invalid(Code.MISSING_FIELD, "type", "must be one of " + CallType.list());
    }
    if (!type.isTextual()) {
      return Checked.invalid(Code.WRONG_TYPE, "type", "must be a text, one of " + CallType.list());
    }
    Optional<CallType> known = CallType.parse(type.textValue());
    return known.isPresent()
        ? read(known.get(), node, envelope)
        : Checked.invalid(Code.UNKNOWN_TYPE, "type", "must be one of " + CallType.list());
  }

  /**
   * A call of the endpoint of its type. Numbers written as text are mended in {@code node} itself.
   * What is wrong but for the tracking plan to judge stands in its flags.
   */
  public static Checked<SegmentCall> read(CallType type, JsonNode node, Envelope envelope) {
    if (!node.isObject()) {
      return Checked.invalid(Code.WRONG_TYPE, "body", "must be an object");
    }
    Mistakes mistakes = new Mistakes();
    Storable.check(node, mistakes);
    if (!mistakes.isEmpty()) {
      return new Checked.Invalid<>(mistakes.list()); // Nobody should count with such a number.
    }
    Fields fields = new Fields("", node, mistakes);
    String userId = fields.text("userId");
    String anonymousId = fields.text("anonymousId");
    if (userId == null && anonymousId == null && mistakes.isEmpty()) {
      mistakes.add(Code.MISSING_IDENTITY, "userId", "must be given, or anonymousId");
    }
    Instant occurredAt = occurredAt(fields, envelope, mistakes);
    ObjectNode properties = fields.object("properties");
    ObjectNode traits = fields.object("traits");
    ObjectNode context =
        Integrations.keep(
            Overlay.of(envelope.context(), fields.object("context")),
            fields.object("integrations"));
    String name = name(type, fields);
    Mistakes forThePlan = new Mistakes();
    if (type == CallType.TRACK && name != null) {
      CommerceRules.apply(name, properties, mistakes, forThePlan);
    }
    String previousId = type == CallType.ALIAS ? fields.requiredText("previousId") : null;
    if (type == CallType.ALIAS && userId == null && anonymousId != null) {
      fields.mistake(Code.MISSING_FIELD, "userId", "must be given");
    }
    String groupId = type == CallType.GROUP ? fields.requiredText("groupId") : null;
    if (traits != null && traits.size() > LONGEST_TRAITS) {
      fields.mistake(Code.TOO_LARGE, "traits", "must have at most " + LONGEST_TRAITS + " fields");
    }
    var consent = ConsentReader.read(context, traits, mistakes);
    String messageId = fields.text("messageId");
    String sessionId = sessionId(context, properties);
    if (!mistakes.isEmpty()) {
      mistakes.addAll(forThePlan); // Whoever mends it has to know of all.
    }
    return mistakes.orElse(
        () ->
            new SegmentCall(
                type,
                userId,
                anonymousId,
                messageId,
                name,
                occurredAt,
                previousId,
                groupId,
                sessionId,
                properties,
                traits,
                context,
                consent,
                Treatment.flagged(forThePlan.list())));
  }

  private static Instant occurredAt(Fields fields, Envelope envelope, Mistakes mistakes) {
    String field = fields.has("originalTimestamp") ? "originalTimestamp" : "timestamp";
    Instant claimed = fields.time(field);
    Instant ownSentAt = fields.time("sentAt");
    Instant sentAt = ownSentAt == null ? envelope.sentAt() : ownSentAt;
    Instant occurredAt =
        ClockSkew.correct(claimed, envelope.live() ? sentAt : null, envelope.receivedAt());
    EventTimes.check(field, occurredAt, envelope.receivedAt(), mistakes);
    return occurredAt;
  }

  private static String name(CallType type, Fields fields) {
    return switch (type) {
      case TRACK -> {
        String event = fields.requiredText("event");
        yield event == null ? null : CommerceRules.spelling(event);
      }
      case PAGE, SCREEN -> fields.text("name");
      case IDENTIFY, GROUP, ALIAS -> null;
    };
  }

  private static String sessionId(ObjectNode context, ObjectNode properties) {
    for (JsonNode node : new JsonNode[] {context, properties}) {
      if (node == null) {
        continue;
      }
      for (String name : new String[] {"sessionId", "session_id"}) {
        JsonNode value = node.path(name);
        if (value.isValueNode() && !value.isNull() && !value.asText().isBlank()) {
          return value.asText().length() <= 128 ? value.asText() : null;
        }
      }
    }
    return null;
  }
}
