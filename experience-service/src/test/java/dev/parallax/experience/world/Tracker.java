package dev.parallax.experience.world;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.parallax.contracts.behaviour.CustomerEvent;
import dev.parallax.contracts.commerce.CommerceEvents;
import dev.parallax.contracts.wire.EventJson;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;

/**
 * What the browser tracker sends, as ingestion passes it on: fields and context as parallax.js
 * makes them. That they are those is what acceptance's {@code TrackerIT} shows, in a browser.
 */
public record Tracker(String cid, String session, String path) {

  public Tracker on(String otherPath) {
    return new Tracker(cid, session, otherPath);
  }

  public CustomerEvent page(Instant at) {
    return event(
        "page", "Shop", at, Map.of("path", path, "url", url(), "title", "Shop", "referrer", ""));
  }

  public CustomerEvent click(Instant at, String element) {
    return track("Element Clicked", at, about(element));
  }

  public CustomerEvent rage(Instant at, String element) {
    Map<String, Object> about = new HashMap<>(about(element));
    about.put("clicks", 3);
    return track("Rage Clicked", at, about);
  }

  public CustomerEvent dead(Instant at, String element) {
    return track("Dead Clicked", at, about(element));
  }

  public CustomerEvent abandon(Instant at, String form, String field) {
    return track(
        "Form Abandoned",
        at,
        Map.of("form", form, "fields", 2, "last_field", field, "seconds", 14));
  }

  public CustomerEvent scriptError(Instant at, String message) {
    return track(
        "Error Shown",
        at,
        Map.of("kind", "script", "message", message, "source", url(), "line", 23));
  }

  public CustomerEvent fieldRefused(Instant at, String field) {
    return track(
        "Error Shown", at, Map.of("kind", "validation", "message", "not accepted", "field", field));
  }

  public CustomerEvent resourceMissing(Instant at, String source) {
    return track("Error Shown", at, Map.of("kind", "resource", "message", "img", "source", source));
  }

  public CustomerEvent vital(Instant at, String metric, double value) {
    return track(
        "Web Vital Measured", at, Map.of("metric", metric, "value", value, "rating", "poor"));
  }

  public CustomerEvent search(Instant at, String query, int results) {
    return track(
        CommerceEvents.PRODUCTS_SEARCHED, at, Map.of("query", query, "results_count", results));
  }

  private static Map<String, Object> about(String element) {
    return Map.of("tag", "button", "element", element, "text", "Buy now");
  }

  private CustomerEvent track(String name, Instant at, Map<String, Object> properties) {
    return event("track", name, at, properties);
  }

  private CustomerEvent event(
      String type, String name, Instant at, Map<String, Object> properties) {
    ObjectNode context = JsonNodeFactory.instance.objectNode();
    context.putObject("page").put("title", "Shop").put("path", path).put("url", url());
    context.putObject("library").put("name", "parallax.js").put("version", "1");
    context.putObject("screen").put("width", 1280).put("height", 720);
    context.put("locale", "en-US");
    return new CustomerEvent(
        "shop:" + UUID.randomUUID(),
        cid,
        type,
        name,
        at,
        at.plusSeconds(2),
        "shop",
        session,
        EventJson.mapper().valueToTree(properties),
        context);
  }

  private String url() {
    return "https://www.shop.example" + path;
  }
}
