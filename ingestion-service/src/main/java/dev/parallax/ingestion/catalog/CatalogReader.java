package dev.parallax.ingestion.catalog;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.parallax.contracts.catalog.CatalogItemChanged;
import dev.parallax.contracts.catalog.CatalogItemChanged.Kind;
import dev.parallax.ingestion.records.RecordReader;
import dev.parallax.ingestion.validation.Checked;
import dev.parallax.ingestion.validation.Code;
import dev.parallax.ingestion.validation.Fields;
import dev.parallax.ingestion.validation.Mistakes;
import dev.parallax.kit.privacy.PersonalText;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;

/** Reads an item; its event id is given when it is stored, as it holds the item's version. */
final class CatalogReader implements RecordReader<CatalogItemChanged> {
  private static final String NO_VERSION_YET = "unversioned";

  @Override
  public Checked<CatalogItemChanged> read(
      Fields fields, Mistakes mistakes, String source, Instant receivedAt) {
    String itemId = fields.requiredText("itemId");
    if (itemId != null && itemId.indexOf('@') >= 0) {
      fields.mistake(Code.INVALID_VALUE, "itemId", "must not hold an e-mail address");
    }
    String name = fields.requiredText("name");
    String category = fields.requiredText("category");
    if (!fields.has("price")) {
      fields.mistake(Code.MISSING_FIELD, "price", "must be given");
    }
    BigDecimal price = fields.notNegative("price");
    if (!fields.has("currency")) {
      fields.mistake(Code.MISSING_FIELD, "currency", "must be an ISO 4217 code such as EUR");
    }
    String currency = fields.currency("currency");
    Boolean available = fields.bool("available");
    Kind kind = kind(fields);
    Map<String, String> attributes = attributes(fields);
    return mistakes.orElse(
        () ->
            new CatalogItemChanged(
                NO_VERSION_YET,
                itemId,
                PersonalText.maskEmails(name),
                PersonalText.maskEmails(category),
                kind,
                price,
                currency,
                available == null || available,
                attributes,
                receivedAt,
                source));
  }

  private static Kind kind(Fields fields) {
    String text = fields.text("kind");
    if (text == null) {
      return Kind.PRODUCT;
    }
    for (Kind kind : Kind.values()) {
      if (kind.name().equalsIgnoreCase(text.trim())) {
        return kind;
      }
    }
    fields.mistake(Code.INVALID_VALUE, "kind", "must be product or service");
    return null;
  }

  private static Map<String, String> attributes(Fields fields) {
    ObjectNode node = fields.object("attributes");
    Map<String, String> attributes = new TreeMap<>();
    if (node == null) {
      return attributes;
    }
    for (Map.Entry<String, JsonNode> attribute : node.properties()) {
      JsonNode value = attribute.getValue();
      if (value.isContainerNode()) {
        fields.mistake(
            Code.WRONG_TYPE, "attributes." + attribute.getKey(), "must be a text or a number");
      } else if (!value.isNull()) {
        attributes.put(
            PersonalText.maskEmails(attribute.getKey()), PersonalText.maskEmails(value.asText()));
      }
    }
    return attributes;
  }
}
