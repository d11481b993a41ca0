package dev.parallax.ingestion.privacy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.parallax.kit.privacy.PersonalText;
import dev.parallax.kit.privacy.Subject;
import java.util.List;
import java.util.Map;

/**
 * Copies what may leave of a Segment {@code context}: a list of what is allowed and not of what is
 * forbidden, since SDKs and plugins put ever new things in it.
 */
public final class ContextCleaner {
  private static final Map<String, List<String>> ALLOWED =
      Map.of(
          "app", List.of("name", "version", "build", "namespace"),
          "campaign", List.of("name", "source", "medium", "term", "content"),
          "device", List.of("type", "manufacturer", "model"),
          "library", List.of("name", "version"),
          "network", List.of("wifi", "cellular", "bluetooth"),
          "os", List.of("name", "version"),
          "screen", List.of("width", "height", "density"));
  private static final List<String> PLAIN = List.of("locale", "timezone", "active", "channel");

  private ContextCleaner() {}

  /**
   * Device, campaign and page without ip, traits, advertising ids, query strings and the user
   * agent's details.
   */
  public static ObjectNode clean(ObjectNode context, Subject subject) {
    ObjectNode clean = JsonNodeFactory.instance.objectNode();
    if (context == null) {
      return clean;
    }
    for (String field : PLAIN) {
      copy(context, field, clean, subject);
    }
    for (Map.Entry<String, List<String>> group : ALLOWED.entrySet()) {
      if (context.get(group.getKey()) instanceof ObjectNode source) {
        ObjectNode target = JsonNodeFactory.instance.objectNode();
        group.getValue().forEach(field -> copy(source, field, target, subject));
        if (!target.isEmpty()) {
          clean.set(group.getKey(), target);
        }
      }
    }
    if (context.get("integrations") instanceof ObjectNode integrations) {
      clean.set("integrations", answers(integrations, subject));
    }
    if (context.get("page") instanceof ObjectNode page) {
      clean.set("page", page(page, subject));
    }
    if (context.path("userAgent").isTextual()) {
      UserAgents.describe(context.get("userAgent").textValue(), clean.putObject("client"));
    }
    return clean;
  }

  private static ObjectNode answers(ObjectNode integrations, Subject subject) {
    ObjectNode clean = JsonNodeFactory.instance.objectNode();
    for (Map.Entry<String, JsonNode> answer : integrations.properties()) {
      if (answer.getValue().isBoolean()) {
        clean.set(PersonalText.maskValue(subject.pseudonymise(answer.getKey())), answer.getValue());
      }
    }
    return clean;
  }

  private static ObjectNode page(ObjectNode page, Subject subject) {
    ObjectNode clean = JsonNodeFactory.instance.objectNode();
    copy(page, "title", clean, subject);
    for (String field : List.of("path", "url", "referrer")) {
      if (page.path(field).isTextual()) {
        clean.put(field, Addresses.clean(page.get(field).textValue(), subject));
      }
    }
    return clean;
  }

  private static void copy(ObjectNode source, String field, ObjectNode target, Subject subject) {
    JsonNode value = source.get(field);
    if (value == null || value.isNull() || value.isContainerNode()) {
      return;
    }
    if (value.isTextual()) {
      target.put(field, PersonalText.maskValue(subject.pseudonymise(value.textValue())));
    } else {
      target.set(field, value);
    }
  }
}
