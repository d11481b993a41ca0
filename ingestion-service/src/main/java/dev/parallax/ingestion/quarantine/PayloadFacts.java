package dev.parallax.ingestion.quarantine;

import com.fasterxml.jackson.databind.JsonNode;
import dev.parallax.ingestion.body.JsonTrees;
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

  static PayloadFacts of(byte[] payload, Pseudonyms pseudonyms) {
    if (payload == null
        || !(JsonTrees.parse(payload) instanceof Checked.Valid<JsonNode>(var node))) {
      return NONE;
    }
    JsonNode event = node.path("event");
    return new PayloadFacts(
        event.isTextual() && !event.textValue().isBlank() ? name(event.textValue()) : null,
        cid(node, pseudonyms));
  }

  private static String name(String event) {
    String masked = PersonalText.mask(event.replace("\0", ""));
    return masked.length() <= LONGEST_EVENT ? masked : masked.substring(0, LONGEST_EVENT);
  }

  private static String cid(JsonNode node, Pseudonyms pseudonyms) {
    String user = id(node, "userId");
    if (user == null) {
      user = id(node, "CustomerID"); // As files of online retail have it.
    }
    if (user != null) {
      return pseudonyms.customer(user);
    }
    String visitor = id(node, "anonymousId");
    return visitor == null ? null : pseudonyms.anonymous(visitor);
  }

  private static String id(JsonNode node, String field) {
    JsonNode value = node.path(field);
    boolean named = value.isTextual() || value.isIntegralNumber();
    return named && !value.asText().isBlank() && !Nul.isIn(value.asText()) ? value.asText() : null;
  }
}
