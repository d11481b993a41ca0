package dev.parallax.local.shop.life;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/** Writes what one visitor does in the words of the doors, with ids that count up. */
final class Person {

  private final String userId;
  private final String anonymousId;
  private final String idPrefix;
  private int written;

  /**
   * @param userId null for a visitor without an account
   * @param anonymousId known to the browser
   * @param idPrefix begins the ids
   */
  Person(String userId, String anonymousId, String idPrefix) {
    this.userId = userId;
    this.anonymousId = anonymousId;
    this.idPrefix = idPrefix;
  }

  String userId() {
    return userId;
  }

  /** An order's or a payment's id. */
  String nextId(String what) {
    return idPrefix + what + written++;
  }

  Occurrence page(Instant at, String name) {
    Map<String, Object> body = message("page", at);
    body.put("name", name);
    return occurrence(Channel.BEHAVIOUR, at, body, "messageId");
  }

  Occurrence track(Instant at, String event, Map<String, Object> properties) {
    Map<String, Object> body = message("track", at);
    body.put("event", event);
    body.put("properties", properties);
    return occurrence(Channel.BEHAVIOUR, at, body, "messageId");
  }

  /** From here on this browser belongs to the account: carries both ids. */
  Occurrence identify(Instant at, Map<String, Object> traits, Map<String, Boolean> consent) {
    Map<String, Object> body = message("identify", at);
    body.put("anonymousId", anonymousId);
    body.put("traits", traits);
    body.put("context", Map.of("consent", Map.of("categoryPreferences", consent)));
    return occurrence(Channel.BEHAVIOUR, at, body, "messageId");
  }

  Occurrence feedback(Instant at, String kind, Map<String, Object> details) {
    Map<String, Object> body = new LinkedHashMap<>();
    body.put("userId", userId);
    body.put("kind", kind);
    body.putAll(details);
    body.put("occurredAt", at.toString());
    return occurrence(Channel.FEEDBACK, at, body, "id");
  }

  Occurrence payment(Instant at, Map<String, Object> details) {
    Map<String, Object> body = new LinkedHashMap<>();
    body.put("userId", userId);
    body.put("account", "card-of-" + userId);
    body.put("device", "phone-of-" + userId);
    body.put("channel", "online");
    body.putAll(details);
    body.put("occurredAt", at.toString());
    return occurrence(Channel.TRANSACTION, at, body, "id");
  }

  private Map<String, Object> message(String type, Instant at) {
    Map<String, Object> body = new LinkedHashMap<>();
    body.put("type", type);
    if (userId == null) {
      body.put("anonymousId", anonymousId);
    } else {
      body.put("userId", userId);
    }
    body.put("timestamp", at.toString());
    return body;
  }

  private Occurrence occurrence(
      Channel channel, Instant at, Map<String, Object> body, String idField) {
    String id = nextId("e");
    body.put(idField, id);
    return new Occurrence(channel, at, id, body);
  }
}
