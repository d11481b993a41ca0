package dev.parallax.contracts.behaviour;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.SerializableString;
import com.fasterxml.jackson.core.io.SerializedString;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.ser.std.StdSerializer;
import dev.parallax.contracts.wire.Rfc3339;
import java.io.IOException;

/**
 * Writes the fields of the record in their order, those that are null left out: what Jackson does
 * by itself, without looking up how for each field of each event. Of no other record are there tens
 * of thousands a second.
 */
final class CustomerEventSerializer extends StdSerializer<CustomerEvent> {
  private static final long serialVersionUID = 1L;
  private static final SerializableString ID = new SerializedString("id");
  private static final SerializableString CID = new SerializedString("cid");
  private static final SerializableString TYPE = new SerializedString("type");
  private static final SerializableString NAME = new SerializedString("name");
  private static final SerializableString OCCURRED_AT = new SerializedString("occurredAt");
  private static final SerializableString RECEIVED_AT = new SerializedString("receivedAt");
  private static final SerializableString SOURCE = new SerializedString("source");
  private static final SerializableString SESSION_ID = new SerializedString("sessionId");
  private static final SerializableString PROPERTIES = new SerializedString("properties");
  private static final SerializableString CONTEXT = new SerializedString("context");

  CustomerEventSerializer() {
    super(CustomerEvent.class);
  }

  @Override
  public void serialize(CustomerEvent event, JsonGenerator json, SerializerProvider provider)
      throws IOException {
    json.writeStartObject(event);
    text(json, ID, event.id());
    text(json, CID, event.cid());
    text(json, TYPE, event.type());
    text(json, NAME, event.name());
    text(json, OCCURRED_AT, Rfc3339.format(event.occurredAt()));
    text(json, RECEIVED_AT, Rfc3339.format(event.receivedAt()));
    text(json, SOURCE, event.source());
    text(json, SESSION_ID, event.sessionId());
    json.writeFieldName(PROPERTIES);
    event.properties().serialize(json, provider);
    json.writeFieldName(CONTEXT);
    event.context().serialize(json, provider);
    json.writeEndObject();
  }

  private static void text(JsonGenerator json, SerializableString field, String value)
      throws IOException {
    if (value != null) {
      json.writeFieldName(field);
      json.writeString(value);
    }
  }
}
