package dev.parallax.experience.friction;

import com.fasterxml.jackson.databind.JsonNode;
import dev.parallax.contracts.behaviour.CustomerEvent;
import dev.parallax.contracts.commerce.CommerceEvents;
import dev.parallax.experience.visit.VisitPart;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * What one event of the browser tracker says of a page.
 *
 * @param cause null for an event that is no friction
 * @param vital null for an event that is no measurement
 * @param value of the vital
 */
record Sighting(UUID session, String path, Cause cause, Vital vital, double value) {
  private static final String TRACKER = "parallax.js";
  private static final Set<String> PRESENCE = Set.of("page", "track");

  /** Empty for other senders, and for what names no session or page. */
  static Optional<Sighting> of(CustomerEvent event) {
    JsonNode context = event.context();
    UUID session = VisitPart.session(event.sessionId());
    String path = PagePath.of(text(context.path("page"), "path"));
    if (!context.at("/library/name").asText().equals(TRACKER)
        || !PRESENCE.contains(event.type())
        || session == null
        || path == null) {
      return Optional.empty();
    }
    Sighting visit = new Sighting(session, path, null, null, 0);
    return Optional.of(event.type().equals("track") ? visit.with(event) : visit);
  }

  private Sighting with(CustomerEvent event) {
    JsonNode properties = event.properties();
    return switch (event.name() == null ? "" : event.name()) {
      case "Rage Clicked" ->
          with(FrictionKind.RAGE_CLICK, "rage-clicked", text(properties, "element"), null);
      case "Dead Clicked" ->
          with(FrictionKind.DEAD_CLICK, "dead-clicked", text(properties, "element"), null);
      case "Form Abandoned" ->
          with(
              FrictionKind.FORM_ABANDON,
              "form-abandoned",
              text(properties, "form"),
              text(properties, "last_field"));
      case "Error Shown" -> error(properties);
      case CommerceEvents.PRODUCTS_SEARCHED -> search(properties);
      case "Web Vital Measured" -> measurement(properties);
      default -> this;
    };
  }

  private Sighting error(JsonNode properties) {
    String source = text(properties, "source");
    JsonNode line = properties.path("line");
    return switch (properties.path("kind").asText()) {
      case "script" ->
          with(
              FrictionKind.ERROR,
              "script-failed",
              text(properties, "message"),
              source == null || !line.isNumber() ? source : source + ":" + line.asLong());
      case "promise" ->
          with(FrictionKind.ERROR, "promise-rejected", text(properties, "message"), null);
      case "resource" ->
          with(FrictionKind.ERROR, "resource-missing", source, text(properties, "message"));
      case "validation" ->
          with(FrictionKind.ERROR, "field-refused", text(properties, "field"), null);
      default -> this;
    };
  }

  /** A page that does not say how much was found is taken to have found something. */
  private Sighting search(JsonNode properties) {
    JsonNode results = properties.path("results_count");
    if (!results.isNumber() || results.asLong() > 0) {
      return this;
    }
    String query = text(properties, "query");
    String words = query == null ? Words.UNTOLD : Words.searched(query);
    return new Sighting(
        session,
        path,
        new Cause(FrictionKind.EMPTY_SEARCH, "searched-in-vain", words, ""),
        null,
        0);
  }

  private Sighting measurement(JsonNode properties) {
    JsonNode measured = properties.path("value");
    for (Vital one : Vital.values()) {
      if (one.name().equals(properties.path("metric").asText())
          && measured.isNumber()
          && measured.asDouble() >= 0
          && Double.isFinite(measured.asDouble())) {
        return new Sighting(session, path, null, one, measured.asDouble());
      }
    }
    return this;
  }

  private Sighting with(FrictionKind kind, String code, String detail, String part) {
    return new Sighting(
        session,
        path,
        new Cause(
            kind,
            code,
            detail == null ? Words.UNTOLD : Words.plain(detail),
            part == null ? "" : Words.plain(part)),
        null,
        0);
  }

  private static String text(JsonNode node, String field) {
    JsonNode value = node.path(field);
    return value.isTextual() && !value.asText().isBlank() ? value.asText() : null;
  }
}
