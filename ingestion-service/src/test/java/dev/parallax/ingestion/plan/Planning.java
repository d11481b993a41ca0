package dev.parallax.ingestion.plan;

import static dev.parallax.ingestion.Callers.json;
import static dev.parallax.ingestion.Callers.query;
import static dev.parallax.ingestion.Callers.shop;
import static dev.parallax.ingestion.Callers.staff;

import com.fasterxml.jackson.databind.JsonNode;
import dev.parallax.contracts.Topics;
import dev.parallax.ingestion.Log;
import io.restassured.response.ValidatableResponse;

/** What the tests of the plan have in common: an event of their own, and how it is sent. */
final class Planning {
  final String unique = Long.toString(System.nanoTime(), Character.MAX_RADIX);
  final String event = "Signed Up " + unique;

  ValidatableResponse track(String name, String messageId, String properties) {
    return shop()
        .body(
            json(
                "{'userId':'u%s','event':'%s','messageId':'%s-%s','properties':%s}",
                unique, name, messageId, unique, properties))
        .post("/v1/track")
        .then();
  }

  JsonNode onLog(String messageId) {
    return Log.await(
            Topics.CUSTOMER_EVENTS,
            e -> e.path("id").asText().equals("shop:" + messageId + "-" + unique))
        .getFirst();
  }

  static ValidatableResponse put(String event, String policy, String schema) {
    return change("analyst", event, policy, schema, "");
  }

  static ValidatableResponse change(
      String role, String event, String policy, String schema, String query) {
    return staff(role)
        .contentType("application/json")
        .body(json("{'policy':'%s','schema':%s}", policy, schema))
        .put("/v1/tracking-plan/{e}" + query, event)
        .then();
  }
}
