package dev.parallax.ingestion.quarantine;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.parallax.ingestion.body.JsonTrees;
import dev.parallax.ingestion.identity.Identifiers;
import dev.parallax.ingestion.validation.Checked;
import dev.parallax.ingestion.validation.Nul;
import dev.parallax.kit.privacy.PersonalText;
import dev.parallax.kit.pseudonym.Pseudonyms;

/**
 * What can be read of an input although it was refused.
 *
 * @param event the name of a track call's event, null where there is none
 * @param cid whom it is about, so that their erasure finds it; null where it names nobody, or many
 */
record PayloadFacts(String event, String cid) {
  private static final PayloadFacts NONE = new PayloadFacts(null, null);
  private static final int LONGEST_EVENT = 200;

  /**
   * @param mapped what a mapping made of it, null where the payload is read as it is
   */
  static PayloadFacts of(
      byte[] payload, ObjectNode mapped, Pseudonyms pseudonyms, Identifiers identifiers) {
    if (mapped != null) {
      return of(mapped, pseudonyms, identifiers);
    }
    return payload != null && JsonTrees.parse(payload) instanceof Checked.Valid<JsonNode>(var node)
        ? of(node, pseudonyms, identifiers)
        : NONE;
  }

  private static PayloadFacts of(JsonNode node, Pseudonyms pseudonyms, Identifiers identifiers) {
    JsonNode event = node.path("event");
    return new PayloadFacts(
        event.isTextual() && !event.textValue().isBlank() ? name(event.textValue()) : null,
        cid(node, pseudonyms, identifiers));
  }

  private static String name(String event) {
    String masked = PersonalText.mask(event.replace("\0", ""));
    return masked.length() <= LONGEST_EVENT ? masked : masked.substring(0, LONGEST_EVENT);
  }

  /** An id that stands for none, such as {@code null}, is of many and not of a person. */
  private static String cid(JsonNode node, Pseudonyms pseudonyms, Identifiers identifiers) {
    String user = id(node, "userId", identifiers);
    if (user != null) {
      return pseudonyms.customer(user);
    }
    String visitor = id(node, "anonymousId", identifiers);
    return visitor == null ? null : pseudonyms.anonymous(visitor);
  }

  private static String id(JsonNode node, String field, Identifiers identifiers) {
    JsonNode value = node.path(field);
    if (!value.isTextual() && !value.isIntegralNumber()) {
      return null;
    }
    String id = value.asText();
    return id.isBlank() || Nul.isIn(id) || identifiers.isBlocked(id) ? null : id;
  }
}
