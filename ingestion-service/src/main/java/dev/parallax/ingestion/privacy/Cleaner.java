package dev.parallax.ingestion.privacy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.parallax.kit.privacy.PersonalText;
import dev.parallax.kit.privacy.Subject;
import java.util.Map;

/**
 * Copies a tree without the personal data in it: fields that are personal by name are left out,
 * e-mail addresses and phone numbers within values are masked, and the person's own ids are
 * replaced by the pseudonym. Addresses of pages lose their queries.
 */
public final class Cleaner {
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  private Cleaner() {}

  /** Properties of an event. */
  public static ObjectNode properties(ObjectNode properties, Subject subject) {
    return properties == null ? NODES.objectNode() : object(properties, subject, false);
  }

  /** Traits of a person that are not personal data. */
  public static ObjectNode traits(ObjectNode traits, Subject subject) {
    return traits == null ? NODES.objectNode() : object(traits, subject, true);
  }

  /** What {@link #traits} leaves out or masks, for the vault. */
  public static ObjectNode personalTraits(ObjectNode traits) {
    ObjectNode personal = NODES.objectNode();
    if (traits != null) {
      for (Map.Entry<String, JsonNode> trait : traits.properties()) {
        if (PersonalFields.inTraits(trait.getKey()) || hasPersonalText(trait.getValue())) {
          personal.set(trait.getKey(), trait.getValue());
        }
      }
    }
    return personal;
  }

  private static ObjectNode object(ObjectNode source, Subject subject, boolean person) {
    ObjectNode clean = NODES.objectNode();
    for (Map.Entry<String, JsonNode> field : source.properties()) {
      String name = field.getKey();
      if (person ? PersonalFields.inTraits(name) : PersonalFields.inProperties(name)) {
        continue;
      }
      boolean describesPerson = person || PersonalFields.isPerson(name);
      clean.set(
          PersonalText.maskValue(subject.pseudonymiseThing(name)),
          value(name, field.getValue(), subject, describesPerson));
    }
    return clean;
  }

  private static JsonNode value(String name, JsonNode value, Subject subject, boolean person) {
    if (value.isTextual()) {
      return text(name, value, subject);
    }
    if (value instanceof ObjectNode object) {
      return object(object, subject, person);
    }
    if (value instanceof ArrayNode array) {
      ArrayNode clean = NODES.arrayNode(array.size());
      for (JsonNode item : array) {
        clean.add(value(name, item, subject, person));
      }
      return clean;
    }
    return value.isIntegralNumber() ? number(name, value, subject) : value;
  }

  private static JsonNode number(String name, JsonNode value, Subject subject) {
    String digits = value.asText();
    boolean thing = PersonalFields.isThing(name);
    if (subject.isNamedBy(digits, thing || !PersonalFields.isId(name))) {
      return TextNode.valueOf(subject.cid());
    }
    return !thing && PersonalText.isPersonal(digits)
        ? TextNode.valueOf(PersonalText.maskValue(digits))
        : value;
  }

  private static JsonNode text(String name, JsonNode value, Subject subject) {
    String text = value.textValue();
    String clean;
    if (Addresses.isAddress(name, text)) {
      clean = Addresses.clean(text, subject);
    } else if (PersonalFields.isThing(name)) {
      clean = PersonalText.maskEmails(subject.pseudonymiseThing(text));
    } else if (PersonalFields.isId(name)) {
      clean = PersonalText.maskId(subject.pseudonymise(text));
    } else {
      clean = PersonalText.maskValue(subject.pseudonymise(text));
    }
    return clean.equals(text) ? value : TextNode.valueOf(clean);
  }

  private static boolean hasPersonalText(JsonNode value) {
    if (value.isTextual() || value.isIntegralNumber()) {
      return PersonalText.isPersonal(value.asText());
    }
    for (JsonNode child : value) {
      if (hasPersonalText(child)) {
        return true;
      }
    }
    for (Map.Entry<String, JsonNode> field : value.properties()) {
      if (PersonalFields.inTraits(field.getKey())) {
        return true;
      }
    }
    return false;
  }
}
