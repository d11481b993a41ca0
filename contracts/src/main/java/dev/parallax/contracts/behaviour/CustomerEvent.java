package dev.parallax.contracts.behaviour;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.parallax.contracts.PersonalEvent;
import dev.parallax.contracts.Required;
import java.time.Instant;
import java.util.List;

/**
 * One thing a customer did, in the words of the Segment spec.
 *
 * @param id the source's name and the sender's messageId ({@code shop:7f2c}); a hash in place of a
 *     messageId that holds personal data
 * @param cid the customer's pseudonym ({@code c_…}), or an anonymous visitor's ({@code a_…})
 * @param type track, page, screen, identify, group or alias
 * @param name event name of a track call, page or screen name; may be null for the others
 * @param receivedAt when ingestion took it in
 * @param source the name of the source whose write key was used
 * @param sessionId the sender's session when it names one, else null
 * @param properties the event's own fields, free of personal data; never null
 * @param context device, campaign and page context, free of personal data; never null. {@code
 *     violations} in it lists what is not as the tracking plan says, by {@code field} and {@code
 *     code}
 */
public record CustomerEvent(
    String id,
    String cid,
    String type,
    String name,
    Instant occurredAt,
    Instant receivedAt,
    String source,
    String sessionId,
    ObjectNode properties,
    ObjectNode context)
    implements PersonalEvent {
  public CustomerEvent {
    Required.text("id", id);
    Required.text("cid", cid);
    Required.text("type", type);
    Required.value("occurredAt", occurredAt);
    Required.value("receivedAt", receivedAt);
    Required.text("source", source);
    properties = properties == null ? JsonNodeFactory.instance.objectNode() : properties;
    context = context == null ? JsonNodeFactory.instance.objectNode() : context;
  }

  @Override
  public String key() {
    return cid;
  }

  /** Whether this is a track call of that name. */
  public boolean isTrack(String eventName) {
    return "track".equals(type) && eventName.equals(name);
  }

  @Override
  public List<String> customers() {
    return List.of(cid);
  }

  @Override
  public Instant knownAt() {
    return receivedAt;
  }
}
